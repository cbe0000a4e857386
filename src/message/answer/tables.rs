//! The heads of the page's lists, as they are printed and taken away: Vietnamese, English, how wide.

/// A column's head in Vietnamese and English, and its width.
pub type ColumnHead = (&'static str, &'static str, u16);

/// Where the leadership's instructions stand, and room for more.
pub(crate) const INSTRUCTIONS: ColumnHead = ("Ý kiến chỉ đạo", "Instructions", 26);

/// What is to be done.
pub(crate) const MATTERS: &[ColumnHead] = &[
    ("STT", "No.", 5),
    ("Mã", "Reference", 16),
    ("Văn bản", "Agreement", 34),
    ("Đối tác", "Partner", 26),
    ("Nội dung", "Matter", 30),
    ("Hạn", "Due", 14),
    ("Người phụ trách", "Officer", 22),
    ("Tiến độ", "Progress", 22),
    INSTRUCTIONS,
];

/// The agreements of the register.
pub const AGREEMENTS: &[ColumnHead] = &[
    ("STT", "No.", 5),
    ("Mã", "Reference", 16),
    ("Văn bản", "Agreement", 40),
    ("Đối tác", "Partner", 24),
    ("Nội dung", "Matter", 16),
    ("Hạn", "Due", 12),
    ("Hiệu lực đến hết", "In force through", 14),
    ("Tình trạng", "Status", 16),
    ("Người phụ trách", "Officer", 20),
    ("Tiến độ", "Progress", 26),
    INSTRUCTIONS,
];

/// What was recorded in the register.
pub(crate) const RECORDED: &[ColumnHead] = &[
    ("STT", "No.", 5),
    ("Ghi ngày", "Recorded on", 12),
    ("Mã", "Reference", 16),
    ("Văn bản", "Agreement", 26),
    ("Nội dung", "What", 34),
    ("Xảy ra ngày", "Happened on", 12),
    ("Số văn bản", "Paper", 14),
    ("Người ghi", "Recorded by", 22),
    ("Cách ghi", "By way of", 16),
    ("Ý kiến chỉ đạo của", "Decided by", 18),
    ("Ghi chú", "Note", 24),
];

/// The title of that list.
pub(crate) const RECORDED_TITLE: (&str, &str) = ("Thay đổi trong sổ theo dõi", "What was recorded in the register");

/// What a year asks for.
pub const PLAN: &[ColumnHead] = &[
    ("STT", "No.", 5),
    ("Ngày", "Day", 12),
    ("Thứ", "Weekday", 10),
    ("Loại mốc", "Kind", 16),
    ("Nội dung", "Matter", 40),
    ("Mã", "Reference", 16),
    ("Đối tác", "Partner", 24),
    ("Hạn làm việc", "Do it by", 12),
    ("Hạn pháp lý", "Lawful until", 12),
    ("Người phụ trách", "Officer", 20),
    ("Ghi chú", "Note", 24),
];

/// What is promised for a time.
pub(crate) const TASKS: &[ColumnHead] = &[
    ("STT", "No.", 5),
    ("Thuộc chiến lược, kế hoạch", "Under", 30),
    ("Mã", "Reference", 16),
    ("Văn bản", "Agreement", 24),
    ("Người thực hiện", "Carried out by", 24),
    ("Nội dung", "What", 40),
    ("Chỉ tiêu", "Target", 16),
    ("Hạn thực hiện", "Due", 12),
    ("Tình trạng", "State", 20),
    ("Tiến độ, kết quả", "Recorded last", 30),
    ("Căn cứ", "Basis", 16),
];

/// All lists that the page makes to print and to take away. Their columns are no facts: none is read as a list to import.
pub const LISTS: [&[ColumnHead]; 5] = [MATTERS, AGREEMENTS, RECORDED, PLAN, TASKS];

pub(crate) const TASKS_TITLE: (&str, &str) = ("Danh mục cam kết, nhiệm vụ", "List of commitments");

/// Name, Vietnamese and English heading of each part, in the order of the digest.
pub(crate) const PARTS: [(&str, &str, &str); 6] = [
    ("overdue", "Quá hạn", "Overdue"),
    ("awaiting", "Chờ quyết định", "Awaiting a decision"),
    ("within_30", "Đến hạn trong 30 ngày", "Due within 30 days"),
    ("within_90", "Đến hạn trong 90 ngày", "Due within 90 days"),
    ("observances", "Ngày kỷ niệm, chúc mừng", "Anniversaries and greetings"),
    ("tried", "Việc đã nhắc khi chạy thử, còn mở", "Told during the trial run, still open"),
];

pub(crate) const AGREEMENTS_TITLE: (&str, &str) = ("Danh mục thỏa thuận quốc tế", "List of international agreements");

/// The title of that list.
pub(crate) const PLAN_TITLE: (&str, &str) = ("Kế hoạch theo dõi thỏa thuận quốc tế", "Plan");

/// The title of that list.
pub(crate) const MATTERS_TITLE: (&str, &str) = ("Danh mục việc theo dõi", "Matters to follow");
