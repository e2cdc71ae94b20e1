//! Money: whole minor units of a currency (ISO 4217). Nothing here is a floating point number and nothing overflows.
use super::amount::Amount;
use super::number::Marks;
use super::problem::Fault;
use crate::lang::cell;
use std::fmt::Write;

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(iso_currency::Currency);

impl Default for Currency {
    fn default() -> Self {
        Self::VND
    }
}

impl Currency {
    pub const VND: Self = Self(iso_currency::Currency::VND);
    pub const USD: Self = Self(iso_currency::Currency::USD);

    /// Reads a code of three letters in either case; withdrawn ones that old files may hold are known too.
    pub fn read(code: &str) -> Option<Self> {
        let upper: [u8; 3] = code.as_bytes().try_into().ok()?;
        let upper = upper.map(|byte| byte.to_ascii_uppercase());
        iso_currency::Currency::from_code(std::str::from_utf8(&upper).ok()?).map(Self)
    }

    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of its minor unit: VND 0, USD 2, KWD 3. What has none (gold, drawing rights) counts whole units.
    pub fn digits(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// Those that a sign is known of.
    pub fn signed() -> impl Iterator<Item = Self> {
        let first = |at: usize| SIGNS[..at].iter().all(|(code, _)| *code != SIGNS[at].0);
        (0..SIGNS.len()).filter(move |at| first(*at)).filter_map(|at| Self::read(SIGNS[at].0))
    }

    /// The currency that a sign names, and the one it is printed with. `$` is the US dollar always: a sign that meant
    /// another currency in another workspace could not be read back.
    pub fn by_sign(sign: &str) -> Option<Self> {
        let &(code, _) = SIGNS.iter().find(|(_, known)| known.eq_ignore_ascii_case(sign))?;
        Self::read(code)
    }

    fn sign(self) -> Option<&'static str> {
        SIGNS.iter().find(|(code, _)| *code == self.code()).map(|(_, sign)| *sign)
    }
}

/// Signs that are read, of each code the one that is printed first.
const SIGNS: [(&str, &str); 42] = [
    ("VND", "₫"),
    ("VND", "đ"),
    ("VND", "d"),
    ("VND", "đồng"),
    ("VND", "dong"),
    ("VND", "vnđ"),
    ("USD", "$"),
    ("USD", "US$"),
    ("USD", "đô"),
    ("USD", "dollar"),
    ("USD", "dollars"),
    ("EUR", "€"),
    ("EUR", "euro"),
    ("EUR", "euros"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("JPY", "円"),
    ("CNY", "CN¥"),
    ("CNY", "元"),
    ("CNY", "RMB"),
    ("KRW", "₩"),
    ("THB", "฿"),
    ("INR", "₹"),
    ("PHP", "₱"),
    ("KHR", "៛"),
    ("LAK", "₭"),
    ("SGD", "S$"),
    ("AUD", "A$"),
    ("AUD", "AU$"),
    ("NZD", "NZ$"),
    ("HKD", "HK$"),
    ("TWD", "NT$"),
    ("CAD", "CA$"),
    ("CAD", "C$"),
    ("BRL", "R$"),
    ("MYR", "RM"),
    ("IDR", "Rp"),
    ("RUB", "₽"),
    ("TRY", "₺"),
    ("UAH", "₴"),
    ("ILS", "₪"),
    ("NGN", "₦"),
];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Money {
    /// In the currency's minor unit: đồng, cents, fils.
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// Reads what a person wrote: `$2,372.00`, `1.250.000 ₫`, `USD 1,250`, `1,5 tỷ`, `2tr5`, `(1,200.00)`. A sign or a
    /// code in it goes before `default`. Thousands and decimals are told apart by their shape; one mark before three
    /// digits (`1.250`) is a thousand where the currency has fewer than three decimals, and where it has three, as
    /// the dinars, the point divides the decimals. With a unit (`1.250 tỷ`) it is refused, for both can be meant.
    pub fn read(text: &str, default: Currency) -> Result<Self, Fault> {
        Self::read_as(text, default, Marks::Undecided)
    }

    /// The same, where the rest of a column has shown which mark divides its decimals.
    pub fn read_as(text: &str, default: Currency, marks: Marks) -> Result<Self, Fault> {
        let money = Amount::scan(text).and_then(|amount| {
            let currency = amount.currency.unwrap_or(default);
            Ok(Self { minor: amount.minor(currency, marks)?, currency })
        });
        money.map_err(|unfit| unfit.fault(text))
    }

    /// As it is printed, with its currency's own digits: `1.250.000 ₫`, `$1,250.00`, `1,250.00 CHF`.
    pub fn show(self) -> String {
        let mut out = String::with_capacity(24);
        let (sign, dotted) = (self.currency.sign(), self.currency == Currency::VND);
        if self.minor < 0 {
            out.push('-');
        }
        let before = if dotted { None } else { sign };
        out.push_str(before.unwrap_or_default());
        if before.is_some_and(|sign| sign.ends_with(char::is_alphabetic)) {
            out.push(' ');
        }
        let (whole, rest) = self.parts();
        let whole = whole.to_string();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(if dotted { '.' } else { ',' });
            }
            out.push(digit);
        }
        self.push_rest(rest, &mut out);
        if before.is_none() {
            out.push(' ');
            out.push_str(sign.unwrap_or(self.currency.code()));
        }
        out
    }

    /// The amount for json: `1250000`, `1250.00`, `-0.05`.
    pub fn decimal(self) -> String {
        let (whole, rest) = self.parts();
        let mut out = format!("{}{whole}", if self.minor < 0 { "-" } else { "" });
        self.push_rest(rest, &mut out);
        out
    }

    /// Whole units and the minor ones left, without the sign.
    fn parts(self) -> (u64, u64) {
        let unit = 10_u64.pow(self.currency.digits());
        (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit)
    }

    fn push_rest(self, rest: u64, out: &mut String) {
        let digits = self.currency.digits() as usize;
        if digits > 0 {
            let _ = write!(out, ".{rest:0digits$}");
        }
    }
}

/// Hundredths of a percent in a whole.
const WHOLE: i128 = 10_000;

/// The amount of an order line: quantity times price less a discount in hundredths of a percent (`200` = 2 %), rounded
/// half up to the minor unit, of a negative line half away from zero, so that a return undoes its sale.
pub fn line(quantity: i64, price: Money, discount_permyriad: i64) -> Result<Money, Fault> {
    let gross = i128::from(quantity) * i128::from(price.minor);
    let net = gross.checked_mul(WHOLE - i128::from(discount_permyriad));
    let half = WHOLE / 2;
    let rounded = net.and_then(|net| net.checked_add(if net < 0 { -half } else { half }).map(|net| net / WHOLE));
    let minor = rounded.and_then(|minor| i64::try_from(minor).ok());
    let large = || Fault::new(cell::too_large(&format!("{quantity} × {}", price.show())));
    Ok(Money { minor: minor.ok_or_else(large)?, currency: price.currency })
}
