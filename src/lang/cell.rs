//! What is wrong with a cell, a column or a file that was given to be read.
use super::Sentence;

pub fn not_money(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is not an amount; 1.250.000, $1,250.00 or 2k would do"),
        format!("'{text}' không phải số tiền; có thể gõ 1.250.000, $1,250.00 hay 1,5 tỷ"),
    )
}

pub fn two_readings(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' can be read in two ways; write it in full, as 1250000"),
        format!("'{text}' có thể hiểu hai cách; hãy viết đủ số, ví dụ 1250000"),
    )
}

pub fn too_fine(text: &str, code: &str, digits: u32) -> Sentence {
    if digits == 0 {
        return Sentence::new(
            format!("'{text}' has decimals, and {code} has none"),
            format!("'{text}' có số lẻ, mà {code} không có số lẻ"),
        );
    }
    Sentence::new(
        format!("'{text}' has more decimals than the {digits} of {code}"),
        format!("'{text}' có nhiều hơn {digits} số lẻ của {code}"),
    )
}

pub fn too_large(text: &str) -> Sentence {
    Sentence::new(format!("'{text}' is too large"), format!("'{text}' lớn quá mức"))
}

pub fn not_a_currency(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is not a currency; VND, USD or ₫ would do"),
        format!("'{text}' không phải loại tiền; có thể gõ VND, USD hay ₫"),
    )
}

pub fn two_currencies(text: &str) -> Sentence {
    Sentence::new(format!("'{text}' names two currencies"), format!("'{text}' ghi hai loại tiền"))
}

pub fn not_mail(text: &str) -> Sentence {
    Sentence::new(
        format!("'{text}' is not an e-mail address, as lan@anphat.vn"),
        format!("'{text}' không phải địa chỉ e-mail, ví dụ lan@anphat.vn"),
    )
}
