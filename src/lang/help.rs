//! The help of the command line in Vietnamese. Its English stands where clap reads it, as the comment of each command and
//! argument; a test asks that each has its line here.
use super::{Text, say};

/// What a command is for, by its name; of the program itself under none.
pub fn command(name: &str) -> Option<&'static str> {
    COMMANDS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What an argument of a command is, by its id.
pub fn argument(command: &str, id: &str) -> Option<&'static str> {
    let of = |command: &str| ARGUMENTS.iter().find(|known| (known.0, known.1) == (command, id)).map(|(.., text)| *text);
    of(command).or_else(|| of(EVERY))
}

/// What one of the words is that an argument may be, by its id.
pub fn choice(id: &str, word: &str) -> Option<&'static str> {
    CHOICES.iter().find(|known| (known.0, known.1) == (id, word)).map(|(.., text)| *text)
}

/// What stands for a value: `FILE`.
pub fn value(name: &str) -> Option<&'static str> {
    VALUES.iter().find(|(en, _)| *en == name).map(|(_, vi)| *vi)
}

pub const USAGE: &str = "Cách dùng:";
pub const COMMAND: &str = "LỆNH";
pub const OPTION: &str = "TUỲ CHỌN";
/// Headings that whatever writes the manual page has in English alone.
pub const HEADINGS: [Text; 4] =
    [say("NAME", "TÊN"), say("SYNOPSIS", "TÓM TẮT"), say("DESCRIPTION", "MÔ TẢ"), say("VERSION", "PHIÊN BẢN")];
pub const OF_COMMANDS: &str = "Lệnh";
pub const OF_ARGUMENTS: &str = "Đối số";
pub const OF_OPTIONS: &str = "Tuỳ chọn";
pub const HELP: &str = "Xem trợ giúp này";
pub const VERSION: &str = "Xem phiên bản";

pub fn default(value: &str) -> String {
    format!("[mặc định: {value}]")
}

pub fn variable(name: &str) -> String {
    format!("[biến môi trường: {name}]")
}

pub fn one_of(values: &[&str]) -> String {
    format!("[một trong: {}]", values.join(", "))
}

#[rustfmt::skip]
const COMMANDS: &[(&str, &str)] = &[
    ("",        "Khách mới, đơn hàng, lịch và báo cáo của điều phối kinh doanh, trong một tệp, dùng bằng bàn phím."),
    ("demo",    "Mở bàn làm việc trên một công ty bịa ra, ngày tháng quanh hôm nay; trong tệp tạm, hay tệp mới mà --db nêu"),
    ("list",    "Liệt kê bản ghi"),
    ("show",    "Xem một bản ghi"),
    ("find",    "Tìm bất cứ ai, bất cứ gì theo chữ trong tên hay chữ số trong số"),
    ("call",    "Thẻ của người có số hay tên này; bàn làm việc đang mở cũng hiện thẻ ấy"),
    ("today",   "Những gì đang chờ làm, theo từng màn"),
    ("add",     "Thêm một bản ghi: mục=giá trị …"),
    ("set",     "Sửa một bản ghi: mục=giá trị …"),
    ("act",     "Làm với bản ghi những việc làm được trên màn: act lead 12 assign to=Lan"),
    ("replace", "Thay chữ này bằng chữ khác ở một mục của nhiều bản ghi"),
    ("import",  "Nhập tệp của hệ thống khác"),
    ("export",  "Xuất bản ghi ra tệp"),
    ("report",  "Xem một báo cáo theo tên"),
    ("reports", "Có những báo cáo nào"),
    ("history", "Những gì đã làm, với một bản ghi hay tất cả"),
    ("undo",    "Hoàn tác những việc tôi mới làm"),
    ("redo",    "Làm lại những gì vừa hoàn tác"),
    ("sql",     "Hỏi bằng SQL, trên các bảng có tên không đổi; không ghi được gì"),
    ("backup",  "Chép tệp ra một bản, trong khi người khác vẫn làm việc"),
    ("restore", "Bản sao khác tệp ra sao; dùng lại bản sao"),
    ("doctor",  "Tìm chỗ hỏng và chỗ không khớp; sửa lại"),
    ("info",    "Mọi đường dẫn, phiên bản, kích thước, và tình trạng của tệp"),
    ("generate", "Đổ đầy tệp trống bằng dữ liệu bịa ra, thật nhiều, để đo tốc độ"),
    ("bench",   "So những gì linchpin tự quyết với một tệp đã biết đáp án"),
    ("completions", "Để vỏ lệnh gõ tiếp hộ các lệnh"),
    ("man",     "Sách hướng dẫn, hoặc phần về một lệnh"),
    ("play",    "Chạy bàn làm việc không cần cửa sổ: đưa phím vào, in màn ra"),
];

/// The name of every command.
pub fn commands() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|(name, _)| *name).filter(|name| !name.is_empty())
}

/// Where every command has the same.
const EVERY: &str = "*";

#[rustfmt::skip]
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (EVERY,    "db",           "Tệp dữ liệu"),
    (EVERY,    "lang",         "Ngôn ngữ của màn và của những gì in ra"),
    (EVERY,    "now",          "Dừng đồng hồ ở một thời điểm theo RFC 3339"),
    (EVERY,    "who",          "Ai đang làm"),
    (EVERY,    "read_only",    "Không ghi được gì"),
    (EVERY,    "format",       "In ra dạng nào: chữ cho người đọc, một tài liệu JSON, hay CSV có dòng đầu"),
    (EVERY,    "kind",         "Loại bản ghi: leads, orders, accounts …"),
    (EVERY,    "id",           "Mã số, hoặc tên"),
    (EVERY,    "given",        "mục=giá trị, nhiều mục thì cách nhau bằng dấu cách"),
    (EVERY,    "view",         "Một cách xem của màn, theo tên"),
    (EVERY,    "filter",       "Chữ lọc, như trên màn"),
    (EVERY,    "limit",        "Nhiều nhất bấy nhiêu dòng"),
    ("demo",   "empty",        "Tệp trống, như lần mở đầu tiên"),
    ("list",   "sort",         "Xếp theo một mục; thêm - phía sau thì từ lớn xuống"),
    ("set",    "id",           "Mã số, nhiều số thì cách nhau bằng dấu phẩy, hoặc tên"),
    ("act",    "id",           "Mã số, nhiều số thì cách nhau bằng dấu phẩy, hoặc tên"),
    ("act",    "action",       "Tên của việc; gõ sai thì các việc được kể ra"),
    ("replace", "field",       "Một mục, theo khoá hay theo tên của nó"),
    ("replace", "find",        "Chữ cần tìm, như danh sách hiện (24/12/2026); không kể hoa thường và dấu, trừ khi gõ có dấu. \"\" là ô trống"),
    ("replace", "with",        "Chữ thay vào"),
    ("replace", "whole",       "Chỉ khi đó là cả ô"),
    ("replace", "dry_run",     "Cho xem và đếm những gì sẽ đổi; không ghi gì"),
    ("find",   "text",         "Chữ trong tên, hay chữ số trong số"),
    ("find",   "kind",         "Chỉ loại này"),
    ("call",   "text",         "Số điện thoại viết kiểu nào cũng được, hay chữ trong tên"),
    ("import", "files",        "Tệp csv, tsv, xlsx, xls, ods, json, vcf hoặc ics; nhiều tệp thì lần lượt từng tệp; - là dữ liệu đưa vào qua ống"),
    ("import", "map",          "Cột nào là mục nào: từng dòng `Tên cột = mục`, hoặc TOML; `-` là bỏ cột ấy. Cột của các dòng hàng trong đơn ghi tên danh sách trước dấu chấm: `items.sku = product`. Một từ trong cột lựa chọn nghĩa là gì thì ghi theo mục: `words.state.Đang xử lý = working`"),
    ("import", "dry_run",      "Đếm và mã thoát y như thật; không ghi gì"),
    ("import", "rejects",      "Dòng không nhập được ghi ra đây, nguyên vẹn, kèm lý do"),
    ("import", "on_duplicate", "Làm gì với dòng có lẽ là người đã có: thêm, bỏ qua, hay gộp"),
    ("import", "source",       "Khoá của các dòng được nhớ dưới tên này; không ghi thì theo dạng của tệp"),
    ("import", "encoding",     "Bảng mã utf-8, utf-16, windows-1252 hoặc windows-1258, không ghi thì tự dò; hoặc windows-1251, big5, gb18030, shift-jis, euc-kr"),
    ("import", "sheet",        "Trang tính của bảng tính, hoặc danh sách của tệp có nhiều danh sách; không ghi thì cái đầu tiên có dòng"),
    ("import", "header",       "Số dòng có tên cột, hoặc `none` nếu không dòng nào có; không ghi thì tự dò, hoặc theo tệp cùng dạng lần trước: `guess` để dò lại"),
    ("import", "separator",    "Các ô cách nhau bằng gì: comma (phẩy), semicolon (chấm phẩy), tab hoặc bar (|); không ghi thì tự dò"),
    ("import", "dates",        "Số nào của ngày là ngày, cho mọi cột hay một cột: `day-first`, `Ngày tạo=month-first`; không ghi thì theo các ngày"),
    ("import", "decimals",     "Dấu nào trước số lẻ, cho mọi cột hay một cột: `point`, `Số tiền=comma`; không ghi thì theo các số"),
    ("import", "currency",     "Loại tiền của những số không ghi loại tiền"),
    ("import", "same",         "Tên trong tệp không ai có là ai, cho mọi dòng và cả tệp sau cùng dạng: `Tên trong tệp=Tên ở đây`; `+` thêm mới (`+Tên` dưới tên khác), `-` để như đã ghi, để trống là quên đi"),
    ("import", "inbox",        "Dòng cũ cũng phải trả lời"),
    ("import", "conflicts",    "Của danh sách đã xuất để sửa: bên nào được tính khi ô cũng đã đổi ở đây"),
    ("import", "new",          "Của danh sách đã xuất để sửa: thêm các dòng không có mã"),
    ("export", "output",       "Ghi vào đâu; .csv, .json, .xlsx, với người là .vcf, với việc có giờ là .ics, cho biết dạng. Không ghi, hay ghi -, thì in ra"),
    ("export", "to_edit",      "Bảng để sửa trong bảng tính rồi nhập lại, có mã từng dòng: .csv hay .xlsx"),
    ("report", "name",         "Tên như `linchpin reports` kể"),
    ("report", "from",         "Ngày đầu, như 2026-11-01 hoặc 1/11/2026"),
    ("report", "to",           "Ngày cuối"),
    ("report", "by",           "Chia dòng theo mục nào"),
    ("report", "output",       "Ghi vào đâu; .txt, .json, .csv hay .xlsx cho biết dạng. Không ghi thì in ra"),
    ("history", "by",          "Do người này làm"),
    ("history", "on",          "Làm vào ngày này: hôm qua, 24/11"),
    ("history", "of",          "Làm với bản ghi loại này"),
    ("history", "limit",        "Nhiều nhất bấy nhiêu dòng: không nói thì 50, và tất cả với một bản ghi"),
    ("history", "filter",      "Chữ lọc như trên màn: tu:1/11 den:5/11 viec:assign"),
    ("history", "entry",       "Một việc theo số của nó, với từng bản ghi mà nó đổi"),
    ("undo",   "count",        "Bao nhiêu việc của tôi, mới nhất trước"),
    ("undo",   "entry",        "Một việc theo số của nó trong history"),
    ("redo",   "count",        "Bao nhiêu việc, vừa hoàn tác sau cùng trước"),
    ("sql",    "query",        "Câu hỏi, như SELECT count(*) FROM leads; không nêu thì kể ra các bảng và cột"),
    ("backup", "file",         "Chép ra đâu; nếu không nêu thì vào thư mục bản sao cạnh tệp"),
    ("restore", "file",        "Bản sao"),
    ("restore", "yes",         "Dùng lại bản ấy; nếu không thì chỉ nói khác nhau ra sao"),
    ("doctor", "repair",       "Tính lại những gì suy ra được"),
    ("generate", "leads",      "Bao nhiêu khách mới"),
    ("generate", "accounts",   "Bao nhiêu khách hàng"),
    ("generate", "contacts",   "Bao nhiêu người liên hệ; nếu không nêu thì mỗi khách hàng một người"),
    ("generate", "orders",     "Bao nhiêu đơn"),
    ("generate", "lines",      "Bao nhiêu dòng hàng; nếu không nêu thì mỗi đơn ba dòng"),
    ("generate", "seed",       "Cùng một số và cùng thời điểm (đặt bằng --now) thì ra cùng một tệp; mọi ngày tính lùi từ lúc đó"),
    ("bench",  "what",         "So cái gì: phones là số điện thoại (cột raw hay national, region, e164)"),
    ("bench",  "file",         "Tệp có đáp án"),
    ("completions", "shell",   "Của vỏ lệnh nào"),
    ("man",    "command",      "Chỉ phần về lệnh này"),
    ("play",   "demo",         "Trên công ty bịa ra, trong tệp tạm"),
    ("play",   "keys",         "Như jj<enter>, <c-k>, <f2>"),
    ("play",   "size",         "Số cột x số dòng của màn"),
    ("play",   "screen",       "Mở ở màn này"),
    ("play",   "timings",      "In sau cùng, trên một dòng, mỗi phím tốn bao lâu"),
    ("play",   "every",        "In từng khung hình"),
    ("play",   "burst",        "Mọi phím một lúc, một khung hình ở cuối"),
];

#[rustfmt::skip]
const CHOICES: &[(&str, &str, &str)] = &[
    ("format", "text",   "Cho người đọc"),
    ("format", "json",   "Một tài liệu"),
    ("format", "csv",    "Có dòng đầu"),
    ("what",   "phones", "Số điện thoại: cột raw hay national, region, e164"),
];

#[rustfmt::skip]
const VALUES: &[(&str, &str)] = &[
    ("FILE", "TỆP"), ("N", "SỐ"), ("SHELL", "VỎ_LỆNH"), ("WHAT", "GÌ"), ("FILES", "TỆP"), ("NAME", "TÊN"), ("KIND", "LOẠI"), ("ID", "MÃ"), ("GIVEN", "MỤC=GIÁ_TRỊ"),
    ("ACTION", "VIỆC"), ("TEXT", "CHỮ"), ("LANG", "NGÔN_NGỮ"), ("FORMAT", "DẠNG"), ("RFC3339", "THỜI_ĐIỂM"),
    ("VIEW", "CÁCH_XEM"), ("FILTER", "CHỮ_LỌC"), ("SORT", "MỤC"), ("FIELD", "MỤC"), ("LIMIT", "SỐ"), ("COUNT", "SỐ"),
    ("ENTRY", "SỐ"), ("DAY", "NGÀY"), ("CODE", "LOẠI_TIỀN"), ("ON_DUPLICATE", "CÁCH"), ("KEYS", "PHÍM"),
    ("FIND", "TÌM"), ("WITH", "THAY_BẰNG"), ("SIZE", "CỘTxDÒNG"), ("SCREEN", "MÀN"), ("COMMAND", COMMAND),
    ("CONFLICTS", "BÊN"), ("QUERY", "CÂU_HỎI"), ("LINE", "DÒNG"), ("WORD", "TỪ"),
];
