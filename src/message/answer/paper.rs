//! Why a list, a paper or a page is not taken or written.

use crate::message::sentence::sentences;

sentences! {
    TO_MEND(2) =
        "{0}: {1}; không ghi được các dòng cần sửa vào đó nên chưa nhập gì. Dọn bớt chỗ hoặc cho quyền ghi",
        "{0}: {1}; the rows to mend could not be written there, so nothing was imported. Make room or allow writing";
    MANY_TO_MEND(1) =
        "ở đó đã có {0} tệp như vậy",
        "{0} such files lie there already";
    OVERTAKEN(0) =
        "từ khi hiện danh sách đã có cập nhật khác vào sổ; xem lại rồi hãy nhập",
        "something was recorded in the register since the list was shown; look at it again before it is imported";
    ENDLESS(1) =
        "sau {0} lượt vẫn còn dòng mới không nhập được nếu thiếu dòng khác; chưa nhập gì",
        "after {0} rounds there are still new rows that cannot be taken without the others; nothing was imported";
    NO_FOLDER(0) =
        "cơ quan chưa lưu văn bản; ghi thư mục ở [documents] directory",
        "the office keeps no papers; name a folder, [documents] directory";
    FORMAT(0) =
        "chỉ lưu PDF, PNG, JPEG, DOCX và XLSX không có macro",
        "only PDF, PNG, JPEG, DOCX and XLSX without macros are kept";
    KNOWN(0) =
        "thỏa thuận đã có văn bản này",
        "the agreement has this paper";
    UNWRITABLE(2) =
        "{0}: {1}; dọn bớt chỗ, hoặc cho dịch vụ quyền ghi vào đó",
        "{0}: {1}; make room, or let the service write there";
    LEADS_OUT(0) =
        "dẫn ra ngoài thư mục văn bản",
        "it leads out of the documents folder";
    NAME_HTML(0) =
        "đặt tên tệp kết thúc bằng .html",
        "give the file a name that ends in .html";
}
