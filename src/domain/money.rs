//! stub
use super::problem::Fault;
use super::world::World;
use crate::lang::{Lang, fault};
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);
impl Default for Currency {
    fn default() -> Self {
        Self(*b"VND")
    }
}
impl Currency {
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("VND")
    }
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        (b.len() == 3).then(|| Self([b[0], b[1], b[2]]))
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}
impl Money {
    pub fn decimal(self) -> String {
        self.minor.to_string()
    }
}
pub fn read(text: &str, currency: Currency) -> Result<Money, Fault> {
    let minor = text.parse().map_err(|_| Fault::new(fault::not_a_number(text)))?;
    Ok(Money { minor, currency })
}
pub fn show(m: Money, _: Lang) -> String {
    format!("{} {}", m.minor, m.currency.code())
}
pub fn checked(text: &str, _: &dyn World) -> Result<String, Fault> {
    Ok(text.to_uppercase())
}
