//! What the preview of an import says of what a person decided, now or before, and of what comes of it.
use super::Sentence;

/// Columns that are brought in no more, for another goes where they went.
pub fn gave_way(columns: &str) -> Sentence {
    Sentence::new(
        format!("No longer imported: {columns}; Enter on it takes it back"),
        format!("Không còn nhập: {columns}; Enter trên cột đó để nhập lại"),
    )
}
