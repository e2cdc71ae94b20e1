//! What is said of copies of the file and of its health.
use super::number::{grouped, many};
use super::{Lang, Sentence, Text, say};

pub const VALUES: Text = say("values", "giá trị");
pub const PAGES_WHOLE: Text = say(
    "its pages are whole; linchpin doctor looks at all that is in them",
    "các trang của tệp còn nguyên; linchpin doctor xem kỹ mọi thứ bên trong",
);
pub const TOO_LARGE: Text = say(
    "nothing was wrong in a second, too short for so large a file; linchpin doctor looks at all of it",
    "xem trong một giây chưa thấy gì sai, tệp lớn nên chưa hết; linchpin doctor xem kỹ tất cả",
);
pub const WELL: Text = say("nothing is wrong", "không có gì sai");
pub const NOT_WELL: Text = say("something in this file is not as it should be", "trong tệp này có chỗ không đúng");
/// A file that was cut to nothing, of which there are no copies.
pub const EMPTIED: Text = say(
    "this file is empty, and there is no copy of it in the folder backups beside it; linchpin restore COPY puts one that is \
     elsewhere in its place, linchpin without a command begins it",
    "tệp này trống rỗng, và không có bản sao trong thư mục backups cạnh đó; linchpin restore BẢN_SAO để dùng bản sao ở nơi \
     khác, hoặc chạy linchpin không kèm lệnh để bắt đầu tệp mới",
);

pub const SAY_YES: Text =
    say("nothing was changed; --yes puts the copy back", "chưa đổi gì; thêm --yes để dùng lại bản sao");
/// A file that a copy would be put in the place of.
pub fn not_there(path: &str) -> Sentence {
    Sentence::new(
        format!("{path}: there is no such file; nothing was written, --yes puts the copy there"),
        format!("{path}: không có tệp này; chưa ghi gì, thêm --yes để đặt bản sao vào đó"),
    )
}

pub const MENDABLE: Text = say(
    "doctor --repair works out anew what follows from the rest, after a copy was kept",
    "doctor --repair tính lại những gì suy ra được, sau khi giữ một bản sao",
);
pub const NOT_MENDED: Text = say(
    "what is damaged or gone, or leads nowhere and cannot be set, is not mended",
    "chỗ hỏng, chỗ đã mất, hay dẫn tới chỗ không còn mà không chọn lại được thì không sửa được",
);

/// A file of which only the pages were looked at, for some are damaged.
pub fn not_looked_at(bytes: u64) -> Sentence {
    let (en, vi) = (size(bytes, Lang::En), size(bytes, Lang::Vi));
    Sentence::new(
        format!("{en}; pages of it are damaged, so that its records were not looked at"),
        format!("{vi}; có trang bị hỏng nên chưa xem các bản ghi"),
    )
}

pub const UNREAD: Text = say(
    "doctor --repair leaves a field that cannot be read as in a new record, and keeps what stood there as written: set it then",
    "doctor --repair để ô không đọc được như ở bản ghi mới, và giữ nguyên chữ đã ghi: sau đó hãy nhập lại",
);
pub const UNFOLLOWED: Text = say(
    "nothing was saved: the triggers that keep the journal of this file are not whole; linchpin doctor --repair makes them anew",
    "chưa lưu gì: các trigger ghi nhật ký của tệp không còn nguyên; linchpin doctor --repair để tạo lại",
);

pub const LEADS_NOWHERE: Text = say(
    "nothing was saved: the record leads to what is not there; linchpin doctor names it, and what mends it",
    "chưa lưu gì: bản ghi dẫn tới chỗ không còn; linchpin doctor nêu rõ chỗ đó và cách sửa",
);

/// A table that follows from the records is gone.
pub fn unindexed(table: &str) -> Sentence {
    Sentence::new(
        format!("what the lookup knows is not whole ({table} is gone); linchpin doctor --repair makes it anew"),
        format!("dữ liệu tra cứu không còn nguyên (đã mất {table}); linchpin doctor --repair để tạo lại"),
    )
}

/// A number of bytes, as people say it.
pub fn size(bytes: u64, lang: Lang) -> String {
    let tenths = |unit: u64| {
        let n = bytes.saturating_mul(10) / unit;
        let mark = if lang == Lang::Vi { ',' } else { '.' };
        format!("{}{mark}{}", grouped(n / 10, lang), n % 10)
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

pub fn copied(path: &str, bytes: u64) -> Sentence {
    let (en, vi) = (size(bytes, Lang::En), size(bytes, Lang::Vi));
    Sentence::new(format!("{path}: {en}, read back whole"), format!("{path}: {vi}, đã đọc lại đủ"))
}

pub fn not_copied(why: &Sentence) -> Sentence {
    Sentence::new(
        format!("no copy of today could be kept: {}", why.en),
        format!("hôm nay chưa giữ được bản sao: {}", why.vi),
    )
}

/// An earlier version wrote the file.
pub fn made_new(kept: &str) -> Sentence {
    Sentence::new(
        format!("the file is made new for this version; as it was it is kept in {kept}"),
        format!("đã đổi tệp sang phiên bản này; tệp như cũ được giữ ở {kept}"),
    )
}

pub fn put_back(from: &str, before: &str) -> Sentence {
    Sentence::new(
        format!("{from} is in place; what was there is kept in {before}"),
        format!("đã dùng lại {from}; những gì có trước đó được giữ ở {before}"),
    )
}

/// What was to be put back.
pub fn no_copy(why: &Sentence) -> Sentence {
    Sentence::new(
        format!(
            "this copy is damaged, or no copy of a linchpin workspace; name another, the folder backups beside the \
             workspace has those that were kept ({})",
            why.en
        ),
        format!(
            "bản sao này bị hỏng, hoặc không phải bản sao của linchpin; hãy chọn bản khác, trong thư mục backups cạnh \
             tệp dữ liệu có các bản đã giữ ({})",
            why.vi
        ),
    )
}

pub const LOOKING_AT_PAGES: Text = say("looking at the pages of the file …", "đang xem các trang của tệp …");
pub const MENDING: Text = say("working out anew what follows from the rest …", "đang tính lại những gì suy ra được …");

/// So many records were looked at, of how many.
pub fn so_far(at: u64, of: u64) -> Sentence {
    let told = |lang: Lang| (grouped(at, lang), grouped(of, lang));
    let (en, vi) = (told(Lang::En), told(Lang::Vi));
    Sentence::new(
        format!("{} of {} records looked at …", en.0, en.1),
        format!("đã xem {} trên {} bản ghi …", vi.0, vi.1),
    )
}

pub fn looked_at(records: u64, bytes: u64, free: u64) -> Sentence {
    let told = |lang: Lang| (grouped(records, lang), size(bytes, lang), size(free, lang));
    let (en, vi) = (told(Lang::En), told(Lang::Vi));
    Sentence::new(
        format!("{} records looked at; {}, of which {} hold nothing", en.0, en.1, en.2),
        format!("đã xem {} bản ghi; {}, trong đó {} để trống", vi.0, vi.1, vi.2),
    )
}

pub fn damaged(line: &str) -> Sentence {
    Sentence::new(
        format!("a part of the file is damaged (SQLite: {line})"),
        format!("một phần của tệp bị hỏng (SQLite: {line})"),
    )
}

/// A file in whose place a copy is put, and why.
pub fn replaced(why: &Sentence) -> Sentence {
    Sentence::new(
        format!("the file is damaged or no linchpin workspace ({})", why.en),
        format!("tệp bị hỏng, hoặc không phải tệp của linchpin ({})", why.vi),
    )
}

/// A cell that its field cannot take, and why.
pub fn unread(kind: Text, id: i64, field: Text, text: &str, why: &Sentence) -> Sentence {
    let told = |lang: Lang| {
        let why = why.to(lang);
        let said = if why.contains(text) { why.to_owned() } else { format!("'{text}' {why}") };
        format!("{} #{id}: {}: {said}", kind.to(lang), field.to(lang).to_lowercase())
    };
    Sentence::new(told(Lang::En), told(Lang::Vi))
}

/// The same where the record was wanted.
pub fn unread_until_repaired(told: &Sentence) -> Sentence {
    Sentence::new(
        format!("{}; linchpin doctor --repair makes it readable", told.en),
        format!("{}; linchpin doctor --repair để lại đọc được", told.vi),
    )
}

/// Records of a kind, all of which are gone.
pub fn gone(kind: Text) -> Sentence {
    Sentence::new(
        format!("{}: none is left, though the journal knows of some", kind.en),
        format!("{}: không còn bản ghi nào, dù nhật ký có ghi", kind.vi),
    )
}

/// What can no longer be added, since its next number is another's.
pub fn recounted(what: &str) -> Sentence {
    Sentence::new(
        format!("{what}: the next number is taken, so that none can be added"),
        format!("{what}: số tiếp theo đã có, nên không thêm được"),
    )
}

pub fn foreign(trigger: &str) -> Sentence {
    Sentence::new(
        format!("{trigger} is a trigger that linchpin did not make"),
        format!("{trigger} là trigger không do linchpin tạo"),
    )
}

/// What tables are called whose rows are no part of a form.
pub const TABLES: [(&str, Text); 5] = [
    ("change", say("Change in the journal", "Thay đổi trong nhật ký")),
    ("span", say("Rows brought in from", "Dòng nhập từ")),
    ("apart", say("Not the same", "Không trùng")),
    ("outside", say("Key in another system", "Mã ở hệ thống khác")),
    ("as_written", say("Kept as written", "Giữ như đã ghi")),
];
/// And their columns.
pub const COLUMNS: [(&str, Text); 2] =
    [("entry", say("entry", "mục nhật ký")), ("other", say("other record", "bản ghi kia"))];

/// A row that leads to what is not there, by a field of it.
pub fn astray(row: &str, field: Text) -> Sentence {
    Sentence::new(
        format!("{row}: its {} is not there", field.en.to_lowercase()),
        format!("{row}: {} của nó không còn", field.vi.to_lowercase()),
    )
}

/// The same where a person can say what it is to lead to.
pub fn led(stray: &Sentence, kind: &str, id: i64, field: &str) -> Sentence {
    let set = format!("linchpin set {kind} {id} {field}=…");
    Sentence::new(format!("{}; {set} names another", stray.en), format!("{}; {set} để chọn lại", stray.vi))
}

/// A record that leads to itself, by a field.
pub fn circle(record: &str, field: Text) -> Sentence {
    Sentence::new(
        format!("{record}: by its {} it is a part of itself", field.en.to_lowercase()),
        format!("{record}: theo {} thì nó thuộc về chính nó", field.vi.to_lowercase()),
    )
}

/// What would be a part of its own part.
pub fn is_part_of(part: &str, whole: &str) -> Sentence {
    Sentence::new(
        format!("{part} is a part of {whole} already; take it out of there first"),
        format!("{part} đã thuộc {whole}; hãy gỡ ra trước"),
    )
}

pub const ITS_RECORD: Text = say("record", "bản ghi");
pub const CALLED: Text = say("what it is called", "tên gọi");
pub const WHY_DUE: Text = say("why it is due", "lý do đến hạn");
pub const FOUND_BY: Text = say("what it is found by", "từ để tra cứu");
pub const SCORE: Text = say("score", "điểm");

pub fn stale(record: &str, field: Text) -> Sentence {
    Sentence::new(
        format!("{record}: {} is not what follows from the rest", field.en.to_lowercase()),
        format!("{record}: {} không khớp với phần còn lại", field.vi.to_lowercase()),
    )
}

pub fn unfound(record: &str) -> Sentence {
    Sentence::new(format!("{record}: the lookup does not know it"), format!("{record}: tra cứu không thấy"))
}

pub fn slow(count: u64) -> Sentence {
    let count = many(count);
    Sentence::new(
        format!("{} of an earlier version are found slowly by the first and last digits of their numbers", count.en),
        format!("{} bản ghi của phiên bản trước còn tìm chậm theo mấy số đầu và cuối điện thoại", count.vi),
    )
}

pub fn ghosts(count: u64) -> Sentence {
    let count = many(count);
    Sentence::new(
        format!("the lookup knows {} that are not there", count.en),
        format!("tra cứu còn biết {} bản ghi không còn", count.vi),
    )
}

/// A table that follows from the records, by its name in the file.
pub fn amiss(table: &str) -> Sentence {
    let what = match table {
        "find" => say("the words that the lookup knows", "các từ mà tra cứu biết"),
        "exact" => say(
            "the whole names and telephone numbers that the lookup knows",
            "tên đầy đủ và số điện thoại mà tra cứu biết",
        ),
        "alike" => say("what marks likely duplicates", "dấu hiệu trùng khách"),
        "find_key" => say("the numbers and addresses that the lookup knows", "số và địa chỉ mà tra cứu biết"),
        _ => say("what each record is known by", "những gì để nhận ra từng bản ghi"),
    };
    Sentence::new(
        format!("{} ({table}): not what follows from the records", what.en),
        format!("{} ({table}): không khớp với các bản ghi", what.vi),
    )
}

/// A trigger or an index.
pub fn unmade(name: &str) -> Sentence {
    Sentence::new(
        format!("{name} is not as linchpin makes it: the journal may lack changes, lists may be slow"),
        format!("{name} không như linchpin tạo ra: nhật ký có thể thiếu thay đổi, danh sách có thể chậm"),
    )
}

pub fn and_more(count: u64) -> Sentence {
    let count = many(count);
    Sentence::new(format!("and {} more", count.en), format!("và {} chỗ nữa", count.vi))
}

pub fn mended(count: u64, copy: &str) -> Sentence {
    let count = many(count);
    Sentence::new(
        format!("{} worked out anew; a copy from before is kept in {copy}", count.en),
        format!("đã tính lại {}; bản sao trước đó ở {copy}", count.vi),
    )
}
