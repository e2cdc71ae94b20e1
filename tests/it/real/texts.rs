//! Tables of texts that others hold their readers against, and one list in seven encodings.
use super::super::desk::Desk;
use super::super::real_data;
use linchpin::exchange::file::table::Table;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|own| own == ending));
    files.sort();
    files
}

#[test]
fn each_table_of_the_spectrum_is_its_twin_cell_by_cell() {
    let Some(folder) = real_data().map(|data| data.join("csv/csv-spectrum")) else { return };
    let files = files(&folder.join("csvs"), "csv");
    assert_eq!(files.len(), 12);
    let mut cells = 0;
    for path in files {
        let twin = folder.join("json").join(path.with_extension("json").file_name().unwrap());
        let told: Json = serde_json::from_str(&std::fs::read_to_string(twin).unwrap()).unwrap();
        let told = if told.is_array() { told } else { Json::Array(vec![told]) };
        let mut told: Vec<BTreeMap<String, String>> = serde_json::from_value(told).unwrap();
        if path.ends_with("location_coordinates.csv") {
            // The twin has another number than the table: whose it is, the table says.
            assert_eq!(told[0].insert("Contact Phone Number".into(), "2095257564".into()).unwrap(), "1234567890");
        }
        let table = Table::open(&path).unwrap_or_else(|fault| panic!("{fault}"));
        let header = table.header.clone();
        let rows: Vec<BTreeMap<String, String>> =
            table.map(|line| header.iter().cloned().zip(line.unwrap().cells).collect()).collect();
        // A line break is one, however it is written.
        told.iter_mut().flat_map(BTreeMap::values_mut).for_each(|cell| *cell = cell.replace("\r\n", "\n"));
        assert_eq!(rows, told, "{}", path.display());
        cells += rows.iter().map(BTreeMap::len).sum::<usize>();
        // And brought in: each row is somebody whose note is a whole cell of it.
        let desk = Desk::new();
        let column = header.iter().max_by_key(|name| told.iter().map(|row| row[*name].len()).max()).unwrap();
        let map = header.iter().map(|name| format!("\"{name}\" = {}\n", if name == column { "note" } else { "-" }));
        let map = desk.file("a.map", map.collect::<String>());
        let other = header.iter().find(|name| *name != column).unwrap();
        let text =
            std::fs::read_to_string(&map).unwrap().replace(&format!("\"{other}\" = -"), &format!("\"{other}\" = name"));
        std::fs::write(&map, text).unwrap();
        let counts = desk.take("contacts", &path, &["--map", map.to_str().unwrap()]);
        let named: Vec<&BTreeMap<String, String>> = told.iter().filter(|row| !row[other].is_empty()).collect();
        assert_eq!(counts[..5], [told.len() as u64, named.len() as u64, 0, 0, (told.len() - named.len()) as u64]);
        let mut contacts = desk.list("contacts", "");
        contacts.sort_by_key(|contact| contact["id"].as_i64());
        for (contact, row) in contacts.iter().zip(named) {
            assert_eq!(contact["note"].as_str().unwrap_or_default(), row[column].trim(), "{}", path.display());
        }
    }
    println!("{cells} cells");
}

#[test]
fn provinces_in_seven_encodings_are_the_same_accounts() {
    let Some(folder) = real_data().map(|data| data.join("csv/vietnamese-encodings")) else { return };
    let files = files(&folder, "csv");
    assert_eq!(files.len(), 7);
    let mut usual: Option<Vec<String>> = None;
    for path in &files {
        let desk = Desk::new();
        let map = desk.file("a.map", "Mã = key\nTên tỉnh/thành = name\n");
        let counts = desk.take("accounts", path, &["--map", map.to_str().unwrap()]);
        assert_eq!(counts, [63, 63, 0, 0, 0, 0], "{}", path.display());
        let mut names = desk.names("accounts", "");
        names.sort();
        assert!(names.iter().all(|name| name.nfc().eq(name.chars())), "{}: not composed", path.display());
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 63);
        assert_eq!(usual.get_or_insert_with(|| names.clone()), &names, "{}", path.display());
    }
    assert!(usual.unwrap().iter().any(|name| name == "Thừa Thiên Huế"));
    // All in one go add nothing twice: each is known by its code.
    let desk = Desk::new();
    let map = desk.file("a.map", "Mã = key\nTên tỉnh/thành = name\n");
    let mut words = vec!["import", "accounts", "--map", map.to_str().unwrap()];
    words.extend(files.iter().map(|path| path.to_str().unwrap()));
    let json: Json = serde_json::from_str(&desk.run(&words).unwrap().out).unwrap();
    let counts = ["read", "added", "skipped", "rejected"].map(|key| json[key].as_u64().unwrap());
    assert_eq!(counts, [441, 63, 378, 0]);
}
