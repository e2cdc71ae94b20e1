//! stub
pub struct Phone {
    pub e164: String,
    pub national: String,
    pub extension: Option<String>,
    pub valid: bool,
    pub mobile: bool,
}
impl Phone {
    pub fn read(raw: &str, _: &str) -> Option<Self> {
        let d: String = raw.chars().filter(char::is_ascii_digit).collect();
        let n = d.strip_prefix("84").or(d.strip_prefix('0')).unwrap_or(&d).to_owned();
        Some(Self { e164: format!("+84{n}"), valid: n.len() > 7, national: n, extension: None, mobile: true })
    }
}
pub fn search_tokens(raw: &str, country: &str) -> Vec<String> {
    Phone::read(raw, country)
        .map(|p| vec![format!("q{}", p.national), format!("p{}", p.national.chars().rev().collect::<String>())])
        .unwrap_or_default()
}
pub fn typed(text: &str, _: &str) -> Vec<String> {
    let d: String = text.chars().filter(char::is_ascii_digit).collect();
    if d.len() < 3 {
        return Vec::new();
    }
    vec![d.strip_prefix("84").or(d.strip_prefix('0')).unwrap_or(&d).to_owned()]
}
