//! What `check` finds about commitments and about the texts above.

use crate::message::sentence::sentences;

sentences! {
    UNDER_UNKNOWN(1) =
        "thuộc văn bản `{0}` nhưng sổ không có văn bản ấy; đề nghị bổ sung, hoặc sửa `under`",
        "it stands under `{0}`, which is not in the register; add that, or correct `under`";
    AFTER_THE_END(3) =
        "cam kết `{0}` đến hạn ngày {1}, sau ngày hết hiệu lực {2}: không nhắc vào ngày ấy; đề nghị sửa thời hạn, hoặc ghi gia hạn",
        "the commitment `{0}` is due on {1}, after the last day in force, {2}: nobody is reminded of it on that day; correct its day, or record the extension";
    RESTS(1) =
        "cam kết `{0}` đến hạn trong thời gian tạm đình chỉ nên không nhắc; nếu còn phải làm, đề nghị sửa thời hạn",
        "the commitment `{0}` fell due while carrying out was suspended: nobody is reminded of it; if it is still to be done, correct its day";
    SPOKEN_NOWHERE(1) =
        "cam kết `{0}` không nêu ngày và văn bản không có kỳ sơ kết: không thư nào nêu đến; đề nghị ghi thời hạn của cam kết, hoặc định kỳ sơ kết của văn bản",
        "the commitment `{0}` names no day and the agreement has no reviews: no letter names it; record its day, or how often reviews are held";
    NOT_TAKEN_OVER(1) =
        "văn bản đã được thay thế mà cam kết còn mở: {0}; nếu văn bản mới tiếp tục, đề nghị ghi cam kết ở văn bản mới, nếu không, ghi kết quả ở đây",
        "another text took its place and these commitments are open: {0}; if the new text takes them over, record them there with `commit`, else `skip` or `fulfil` them here";
}
