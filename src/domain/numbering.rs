//! Numbering plans: which numbers a country has and how they are dialled, from Google's libphonenumber by the
//! `phonenumber` crate, and what is known without it.
use phonenumber::Type;
use phonenumber::metadata::{DATABASE, Database, Descriptor, Metadata};
use regex::Regex;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// Vietnam's calling code (ITU E.164).
pub(super) const VIETNAM: &str = "84";
/// Patterns kept ready. The crate keeps 100, and a number of North America alone asks 300: it would build them anew for
/// every number.
const PATTERNS: usize = 8192;

/// Mobile numbers of Vietnam that had eleven digits with their 0, and the beginnings they got between 15/9 and
/// 14/11/2018 (plan of the Ministry of Information and Communications, 2018). Without the 0.
#[rustfmt::skip]
pub(super) const OLD_MOBILES: [(&str, &str); 21] = [
    ("120", "70"), ("121", "79"), ("122", "77"), ("126", "76"), ("128", "78"),
    ("123", "83"), ("124", "84"), ("125", "85"), ("127", "81"), ("129", "82"),
    ("162", "32"), ("163", "33"), ("164", "34"), ("165", "35"), ("166", "36"),
    ("167", "37"), ("168", "38"), ("169", "39"),
    ("186", "56"), ("188", "58"), ("199", "59"),
];

/// Digits of such a number, without the 0.
pub(super) const OLD_LEN: usize = 10;

static PLANS: LazyLock<&'static Database> = LazyLock::new(|| {
    let plans: &Database = &DATABASE;
    if let Ok(mut patterns) = plans.cache().lock() {
        patterns.set_capacity(PATTERNS);
    }
    plans
});

/// A country's calling code and the trunk digit dialled before its national numbers. Vietnam's are known without the
/// numbering plans, so that a lookup need not wait for them.
pub(super) fn home(country: &str) -> (Cow<'static, str>, Option<&'static str>) {
    if country == "VN" {
        return (Cow::Borrowed(VIETNAM), Some("0"));
    }
    let plan = PLANS.by_id(country);
    (
        Cow::Owned(plan.map(|plan| plan.country_code().to_string()).unwrap_or_default()),
        plan.and_then(Metadata::national_prefix),
    )
}

/// Digits of the calling code that a number begins with: no code is the beginning of another (ITU E.164, list of
/// assigned codes).
pub(super) fn calling_code(digits: &str) -> Option<usize> {
    let len = match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        [b'0', ..] => return None,
        _ => 3,
    };
    (digits.len() >= len).then_some(len)
}

/// What a plan makes of a number.
pub(super) struct Settled {
    pub e164: String,
    pub national: String,
    pub valid: bool,
    pub mobile: bool,
}

impl Settled {
    fn new(code: &str, national: &str, valid: bool, mobile: bool) -> Self {
        let mut e164 = String::with_capacity(1 + code.len() + national.len());
        e164.extend(["+", code, national]);
        Self { e164, national: national.to_owned(), valid, mobile }
    }
}

/// The kinds of most numbers, which are asked first, and all others.
const COMMON: &[Type] = &[Type::Mobile, Type::FixedLine];
const OTHERS: &[Type] = &[
    Type::TollFree,
    Type::PremiumRate,
    Type::SharedCost,
    Type::PersonalNumber,
    Type::Voip,
    Type::Pager,
    Type::Uan,
    Type::Voicemail,
];

/// The number by the plan of one's own country, or of the one that its code names. Of home numbers written with trunk
/// and carrier digits the crate knows more, and its word goes before that of the rarer kinds.
pub(super) fn settle(plus: bool, digits: &str, country: &str) -> Settled {
    // Some write `+0903…`; no calling code begins with 0.
    if plus && !digits.starts_with('0') {
        return abroad(digits, country);
    }
    let plan = PLANS.by_id(country);
    if let Some(rest) = digits.strip_prefix("00").filter(|rest| !rest.starts_with('0')) {
        let settled = abroad(rest, country);
        let elsewhere = || plan?.international_prefix().filter(|prefix| !prefix.is_match("00"));
        if settled.valid || elsewhere().is_none() {
            return settled;
        }
    }
    let (code, _) = home(country);
    let inside = |kinds| {
        let plan = plan?;
        fits(plan, &code, digits, kinds).or_else(|| fits(plan, &code, digits.strip_prefix(&*code)?, kinds))
    };
    inside(COMMON).unwrap_or_else(|| match crates(digits, country) {
        Some(own) if own.valid => own,
        own => inside(OTHERS).or(own).unwrap_or_else(|| unread(&code, digits)),
    })
}

fn abroad(digits: &str, country: &str) -> Settled {
    let Some(len) = calling_code(digits) else { return unread("", digits) };
    let (code, national) = digits.split_at(len);
    let plans = code.parse().ok().and_then(|code| PLANS.by_code(&code)).unwrap_or_default();
    // Where countries share a code, most are told by their first digits.
    let shared = plans.len() > 1;
    let leads = |plan: &Metadata| plan.leading_digits()?.find(national).map(|found| found.start() == 0).or(Some(false));
    let may = |plan: &&Metadata| !shared || leads(plan).unwrap_or(true);
    let found = plans
        .into_iter()
        .filter(may)
        .find_map(|plan| fits(plan, code, national, COMMON).or_else(|| fits(plan, code, national, OTHERS)));
    // The plans of North America have no digits that only the crate would strip, and there are 25 of them to ask.
    let rest = || (code != "1").then(|| crates(&format!("+{digits}"), country)).flatten();
    found.or_else(rest).unwrap_or_else(|| unread(code, national))
}

/// The national number, without its trunk digit or with it, if the plan has it as one of the kinds.
fn fits(plan: &'static Metadata, code: &str, national: &str, kinds: &[Type]) -> Option<Settled> {
    let inner = plan.national_prefix().and_then(|trunk| national.strip_prefix(trunk));
    let fit = |national: &str| {
        let renamed = renamed(code, national);
        let national = renamed.as_deref().unwrap_or(national);
        let is = |kind: &&Type| plan.descriptors().get(**kind).is_some_and(|plan| has(plan, national));
        let kind = kinds.iter().find(is)?;
        Some(Settled::new(code, national, true, *kind == Type::Mobile))
    };
    inner.and_then(fit).or_else(|| fit(national))
}

/// The patterns of whole numbers that were asked for, by what the crate has of them. It looks for each of its own anywhere in
/// a number, and compares where it was found: that takes several times as long.
static WHOLE: LazyLock<Mutex<HashMap<&'static str, Option<Regex>>>> = LazyLock::new(Mutex::default);

/// Whether a plan has a national number among those of a kind.
fn has(kind: &'static Descriptor, national: &str) -> bool {
    let lengths = kind.possible_length();
    if !lengths.is_empty() && !lengths.iter().any(|length| usize::from(*length) == national.len()) {
        return false;
    }
    let pattern = kind.national_number().as_str();
    let Ok(mut whole) = WHOLE.lock() else { return kind.is_match(national) };
    let whole = whole.entry(pattern).or_insert_with(|| Regex::new(&format!("(?x-u)^(?:{pattern})$")).ok());
    whole.as_ref().is_some_and(|whole| whole.is_match(national))
}

/// The number that an old mobile of Vietnam became.
fn renamed(code: &str, national: &str) -> Option<String> {
    if code != VIETNAM || national.len() != OLD_LEN || !national.starts_with('1') {
        return None;
    }
    let (_, new) = OLD_MOBILES.iter().find(|(old, _)| national.starts_with(old))?;
    Some(format!("{new}{}", &national[3..]))
}

/// A number as the crate itself takes it apart.
fn crates(text: &str, country: &str) -> Option<Settled> {
    let number = phonenumber::parse_with(&PLANS, country.parse().ok(), text).ok()?;
    let valid = phonenumber::is_valid(&number);
    let mobile = valid && matches!(number.number_type(&PLANS), Type::Mobile | Type::FixedLineOrMobile);
    let (code, national) = (number.code().value().to_string(), number.national().to_string());
    Some(Settled::new(&code, &national, valid, mobile))
}

/// What is left of a number that no plan has.
fn unread(code: &str, digits: &str) -> Settled {
    let national = if code == VIETNAM { digits.strip_prefix('0').unwrap_or(digits) } else { digits };
    Settled::new(code, national, false, false)
}
