//! What tells a company from others: of its name not what it is by law, in whatever way that is written, and its tax code.
use super::fold::{accented_words, words};

/// What a company is by law, in folded words; those of several words before their parts.
const FORMS: &[&[&str]] = &[
    &["hai", "thanh", "vien", "tro", "len"],
    &["trach", "nhiem", "huu", "han"],
    &["doanh", "nghiep", "tu", "nhan"],
    &["mot", "thanh", "vien"],
    &["hai", "thanh", "vien"],
    &["1", "thanh", "vien"],
    &["2", "thanh", "vien"],
    &["gmbh", "co", "kg"],
    &["cong", "ty", "cp"],
    &["cty", "cp"],
    &["ct", "cp"],
    &["ct", "tnhh"],
    &["joint", "stock"],
    &["private", "limited"],
    &["cong", "ty"],
    &["co", "phan"],
    &["sdn", "bhd"],
    &["l", "l", "c"],
    &["j", "s", "c"],
    &["cty"],
    &["tnhh"],
    &["mtv"],
    &["1tv"],
    &["2tv"],
    &["ctcp"],
    &["dntn"],
    &["jsc"],
    &["company"],
    &["corp"],
    &["corporation"],
    &["ltd"],
    &["limited"],
    &["inc"],
    &["incorporated"],
    &["llc"],
    &["llp"],
    &["gmbh"],
    &["sarl"],
    &["srl"],
    &["pte"],
    &["pty"],
    &["pvt"],
];

/// The same of what is something else where it is not the end of a name, or has marks: `Cô Ba`, `BV Chợ Rẫy`.
const LAST: &[&[&str]] =
    &[&["s", "a"], &["b", "v"], &["n", "v"], &["co"], &["cp"], &["plc"], &["ag"], &["bv"], &["aps"], &["oy"], &["kk"]];

/// What stands in names in short. It tells companies apart, so it stays, spelt out.
const SHORT: &[(&str, &[&str])] = &[
    ("tm", &["thuong", "mai"]),
    ("dv", &["dich", "vu"]),
    ("tmdv", &["thuong", "mai", "dich", "vu"]),
    ("sx", &["san", "xuat"]),
    ("xnk", &["xuat", "nhap", "khau"]),
    ("xd", &["xay", "dung"]),
    ("vn", &["viet", "nam"]),
];

/// Between words; one company is written with it and without: `Thương mại và Dịch vụ`.
const AND: &[&str] = &["va", "and"];

/// Digits below which a tax code tells nobody from others: nobody has one so short.
const DIGITS: usize = 7;

/// The words of a name without what a company is by law; of one that is nothing else all of it.
pub fn essence(name: &str) -> Vec<String> {
    let folded = words(name);
    let marked = if name.is_ascii() { Vec::new() } else { accented_words(name) };
    let plain = |at: usize| marked.get(at).is_none_or(|word| *word == folded[at]);
    let is = |rest: &[String], form: &&&[&str]| rest.len() >= form.len() && form.iter().zip(rest).all(|(a, b)| *a == b);
    let mut end = folded.len();
    let ends = |end: usize, form: &&&[&str]| end >= form.len() && is(&folded[end - form.len()..end], form);
    let last = |end: usize, form: &&&[&str]| ends(end, form) && (end - form.len()..end).all(plain);
    while let Some(form) =
        FORMS.iter().find(|form| ends(end, form)).or_else(|| LAST.iter().find(|form| last(end, form)))
    {
        end -= form.len();
    }
    let (mut rest, mut all) = (&folded[..end], Vec::new());
    while let [word, after @ ..] = rest {
        if let Some(form) = FORMS.iter().find(|form| is(rest, form)) {
            rest = &rest[form.len()..];
            continue;
        }
        let between = !all.is_empty() && !after.is_empty() && AND.contains(&word.as_str());
        match SHORT.iter().find(|(short, _)| short == word) {
            Some((_, long)) => all.extend(long.iter().map(|word| (*word).to_owned())),
            None if between => {}
            None => all.push(word.clone()),
        }
        rest = after;
    }
    if all.is_empty() { folded } else { all }
}

/// A tax code as it is compared: without what stands between its digits, and the zeros before it, which a spreadsheet
/// loses. None, where what stands there is none: `N/A`, `0000000000`.
pub fn tax_code(text: &str) -> Option<String> {
    let text = text.trim();
    let code = words(text.strip_suffix(".0").unwrap_or(text)).concat();
    let code = code.trim_start_matches("mst").trim_start_matches('0');
    let mut digits = code.chars().filter(char::is_ascii_digit);
    let first = digits.next()?;
    let (mut count, mut differs) = (1, false);
    for digit in digits {
        (count, differs) = (count + 1, differs || digit != first);
    }
    (differs && count >= DIGITS).then(|| code.to_owned())
}
