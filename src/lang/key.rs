//! What is said of the keys by which the rows of a file are known again.
use super::{Sentence, Text, say};

/// Of a column that nothing but its name and its cells shows to be the key of its rows.
pub const GUESSED: Text = say(
    "a guessed key: a later file with it changes what is here",
    "đoán là mã: tệp sau có cùng mã sẽ sửa bản ghi này",
);

/// Of a row whose key, which is guessed, is that of a record which nothing else of it is of.
pub fn of_another(name: &str) -> Sentence {
    Sentence::new(
        format!(
            "is {name}'s here, and nothing else of the row is: say that this column is the key, or that it is none"
        ),
        format!("ở đây là của {name}, mà ngoài ra dòng không có gì trùng: hãy nói cột này là mã hay không phải mã"),
    )
}

/// Of a record that a row names by a key and by a name, which are of two.
pub fn of_two(key: &str, called: &str, name: &str) -> Sentence {
    Sentence::new(
        format!("the key {key} is {called}'s here, and the row says '{name}': say which is meant"),
        format!("mã {key} ở đây là của {called}, mà dòng ghi '{name}': hãy chọn bên nào là đúng"),
    )
}
