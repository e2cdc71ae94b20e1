//! Customers that are likely the same: by what they are told, what becomes of a list that is brought in again, and that all
//! which tells of it says the same.
use super::desk::Desk;
use super::likely::ids;
use super::{act, has, now, store, store_at};
use linchpin::domain::account::Account;
use linchpin::domain::deed::Ref;
use linchpin::domain::digest::Digest;
use linchpin::domain::face::Find;
use linchpin::domain::firm::{essence, tax_code};
use linchpin::domain::value::Id;
use linchpin::lang::Lang;
use linchpin::report;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;
use rusqlite::Connection;
use serde_json::Value as Json;

#[test]
fn a_company_is_the_same_whatever_it_is_by_law() {
    for (one, other) in [
        ("Công ty TNHH An Phát", "An Phát"),
        ("CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN AN PHÁT", "Cty TNHH MTV An Phat"),
        ("Công ty Cổ phần An Phát", "An Phát JSC"),
        ("CTCP An Phát", "Công ty CP An Phát"),
        ("Công ty TNHH 2 thành viên An Phát", "An Phat Co., Ltd."),
        ("Công ty TNHH Thương mại và Dịch vụ An Phát", "Cty TNHH TM&DV An Phát"),
        ("Công ty TNHH Sản xuất Thương mại Bắc Hà", "CÔNG TY TNHH SX TM BẮC HÀ"),
        ("Samsung Việt Nam", "Samsung VN Co Ltd"),
        ("Smith & Sons, Inc.", "Smith and Sons"),
        ("Nordlys Foods ApS", "NORDLYS FOODS"),
        ("Bauer Grain GmbH & Co. KG", "Bauer Grain GmbH"),
        ("Sakura Trading Pte. Ltd.", "Sakura Trading (Pte) Limited"),
        ("Delta Sdn. Bhd.", "Delta"),
        ("Acme L.L.C.", "ACME LLC"),
        ("Banco Norte S.A.", "Banco Norte"),
    ] {
        assert_eq!(essence(one).concat(), essence(other).concat(), "{one} / {other}");
    }
}

#[test]
fn two_companies_are_two() {
    for (one, other) in [
        ("Công ty TNHH Thương mại An Phát", "Công ty TNHH An Phát"),
        ("Công ty TNHH Dịch vụ An Phát", "Công ty TNHH Sản xuất An Phát"),
        ("Công ty CP Tập đoàn An Phát", "Công ty CP An Phát"),
        ("HTX An Phát", "Công ty TNHH An Phát"),
        ("Chi nhánh Công ty An Phát", "Công ty An Phát"),
        ("An Phát 1", "An Phát 2"),
        ("Quán Cô Ba", "Quán Ba"),
        ("Quán Cô", "Quán"),
        ("BV Chợ Rẫy", "Chợ Rẫy"),
        ("AG Foods", "Foods"),
        ("Coffee Co Hanoi", "Coffee Hanoi"),
        ("Vạn An", "An"),
        ("Công ty TNHH", "Công ty CP"),
    ] {
        assert_ne!(essence(one).concat(), essence(other).concat(), "{one} / {other}");
    }
}

#[test]
fn a_tax_code_is_the_same_however_it_is_written_and_what_is_none_tells_nothing() {
    let code = Some("312345678".to_owned());
    for text in ["0312345678", "0312 345 678", "MST: 0312345678", "312345678", "312345678.0", " 0312.345.678 "] {
        assert_eq!(tax_code(text), code, "{text}");
    }
    assert_ne!(tax_code("0312345678-001"), code);
    assert_ne!(tax_code("DE312345678"), code);
    for none in ["", "N/A", "chưa có", "0", "123", "0000000000", "9999999999", "-"] {
        assert_eq!(tax_code(none), None, "{none}");
    }
}

/// Those that are flagged: they are those that the filter finds, those of whom another is told as a reason, and as many as
/// the figure counts, whose rows they are.
#[track_caller]
fn agree(s: &Store, wanted: &[Id]) {
    let ids = |words: &str| ids(s, "account", words);
    assert_eq!(ids("likely"), wanted);
    let all = ids("");
    let flagged: Vec<Id> =
        all.iter().copied().filter(|id| s.is_likely(Ref { kind: "account", id: *id }).unwrap()).collect();
    assert_eq!(flagged, wanted);
    let told = |id: &Id| {
        let account: Account = s.get(*id).unwrap();
        let but = Some(Ref { kind: "account", id: *id });
        account.archived.is_none() && !s.likely_firm(&account, but).unwrap().is_empty()
    };
    assert_eq!(all.into_iter().filter(told).collect::<Vec<_>>(), wanted);
    let found = report::named("data-quality").unwrap().ask(s, report::Period::default(), None).unwrap();
    let [what, count, filter] = ["flag", "count", "filter"].map(|key| found.column(key).unwrap());
    let mut likely = found.rows.iter().filter(|row| row[what].figure.csv() == "likely-duplicate");
    let row = likely.find(|row| row[filter].behind.as_ref().unwrap().kind == Some("account")).unwrap();
    assert_eq!(row[count].figure.number(), Some(i64::try_from(wanted.len()).unwrap()));
    assert_eq!(ids(&row[filter].figure.csv()), wanted);
}

fn account(s: &mut Store, given: &[(&str, &str)]) -> Id {
    act(s, "account", "add", &[], given).made[0].id
}

#[test]
fn flag_filter_reason_and_figure_agree_of_customers() {
    let mut s = store();
    account(&mut s, &[("name", "Công ty TNHH An Phát"), ("phone", "028 3829 1234"), ("tax_code", "0312345678")]);
    agree(&s, &[]);
    // One of its people has its number, and so has a lead: they are nobody's duplicates, nor is it theirs.
    act(&mut s, "contact", "add", &[], &[("name", "An"), ("account", "#1"), ("phone", "028 3829 1234")]);
    act(&mut s, "lead", "add", &[], &[("name", "Bình"), ("company", "An Phát"), ("phone", "(028) 3829-1239")]);
    assert_eq!(ids(&s, "contact", "likely"), [] as [Id; 0]);
    agree(&s, &[]);
    // A tax code without its zero, a number, a mailbox, a name.
    account(&mut s, &[("name", "AP"), ("tax_code", "312345678")]);
    agree(&s, &[1, 2]);
    account(&mut s, &[("name", "Hai"), ("phone", "+84 28 3829 1234")]);
    account(&mut s, &[("name", "Ba"), ("email", "Mua@Ba.vn")]);
    account(&mut s, &[("name", "Bốn"), ("email", "mua@ba.vn")]);
    account(&mut s, &[("name", "an phat co., ltd")]);
    account(&mut s, &[("name", "An Phát Thương mại")]);
    agree(&s, &[1, 2, 3, 4, 5, 6]);
    // Another tax code is another company, whatever else is the same.
    act(&mut s, "account", "set", &[3], &[("tax_code", "0309999123")]);
    agree(&s, &[1, 2, 4, 5, 6]);
    let other = account(&mut s, &[("name", "Công ty CP An Phát"), ("tax_code", "0101234567")]);
    // The one of that name without a tax code may be either.
    agree(&s, &[1, 2, 4, 5, 6, other]);
    act(&mut s, "account", "archive", &[6], &[]);
    agree(&s, &[1, 2, 4, 5]);
    act(&mut s, "account", "apart", &[4], &[("with", "#5")]);
    agree(&s, &[1, 2]);
    act(&mut s, "account", "merge", &[1], &[("with", "2")]);
    agree(&s, &[]);
    // What it was called still tells it.
    account(&mut s, &[("name", "Công ty AP")]);
    agree(&s, &[1, 9]);
    assert!(s.doctor(&mut |_, _| ()).unwrap().is_well());
    for _ in 0..4 {
        let last = s.to_undo().unwrap().unwrap();
        s.undo_entry(last.entry).unwrap();
    }
    agree(&s, &[1, 2, 4, 5, 6, other]);
    assert!(s.doctor(&mut |_, _| ()).unwrap().is_well());
}

#[test]
fn who_adds_a_customer_that_is_here_is_told() {
    let desk = Desk::new();
    desk.run(&["add", "account", "name=Công ty TNHH An Phát", "tax_code=0312345678"]).unwrap();
    for (lang, told) in [
        ("en", "Likely known already: customer Công ty TNHH An Phát (same tax code)"),
        ("vi", "Có thể đã có: khách hàng Công ty TNHH An Phát (cùng mã số thuế)"),
    ] {
        let said = desk.run_in(lang, "json", &["add", "account", "name=AP", "tax_code=0312345678"]).unwrap().said;
        assert!(said.iter().any(|said| said == told), "{said:?}");
        desk.run(&["undo"]).unwrap();
    }
    let said = desk.run(&["add", "account", "name=An Phát", "tax_code=0101234567"]).unwrap().said;
    assert_eq!(said, [] as [&str; 0]);
}

const FIRMS: &str = "Tên khách hàng,MST,Điện thoại,Địa chỉ\n\
                     Công ty TNHH An Phát,0312345678,028 3829 1234,1 Lê Lợi\n\
                     Gạo Đồng Tháp,,0277 3851 222,\n\
                     Phở Bắc Hà,0101234567,,2 Hàng Bài\n";

#[test]
fn a_list_of_customers_that_comes_again_is_as_it_was_decided() {
    let again = FIRMS.replace("1 Lê Lợi", "9 Nguyễn Huệ");
    for (twice, counts, likely) in
        [("add", [3, 1, 0, 2, 0, 0], 2), ("skip", [3, 0, 0, 3, 0, 0], 0), ("merge", [3, 0, 0, 3, 0, 0], 0)]
    {
        let desk = Desk::new();
        assert_eq!(desk.counts("accounts", FIRMS, &["--on-duplicate", twice]), [3, 3, 0, 0, 0, 0], "{twice}");
        assert_eq!(desk.counts("accounts", &again, &["--on-duplicate", twice, "--dry-run"]), counts, "{twice}");
        let (json, output) = desk.import("accounts", &again, &["--on-duplicate", twice]);
        assert_eq!(json["added"], counts[1], "{twice}");
        let told = output.said.iter().any(|said| said.contains("1 likely someone who is here already"));
        assert_eq!(told, likely > 0, "{twice}: {:?}", output.said);
        assert_eq!(desk.list("accounts", "likely").len(), likely, "{twice}");
    }
    // What is blank here the file fills; what is not stays.
    let desk = Desk::new();
    desk.counts("accounts", FIRMS, &[]);
    let filled = "Tên khách hàng,MST,Điện thoại,Địa chỉ\nCTY GẠO ĐỒNG THÁP,0309876543,0277 3851 222,3 Hùng Vương\n";
    assert_eq!(desk.counts("accounts", filled, &["--on-duplicate", "merge"]), [1, 0, 1, 0, 0, 0]);
    let here = desk.show("account", "2");
    assert_eq!(
        (&here["name"], &here["tax_code"], &here["address"]),
        (&"Gạo Đồng Tháp".into(), &"0309876543".into(), &"3 Hùng Vương".into())
    );
    // Another tax code is another company: none is left out, and none is merged, in the file itself either.
    let others = "Tên khách hàng,MST\nAn Phát,0311111112\nAn Phát,0311111113\nAn Phát,0312345678\nAn Phát,\n";
    assert_eq!(desk.counts("accounts", others, &["--on-duplicate", "skip"]), [4, 2, 0, 2, 0, 0]);
    assert_eq!(desk.list("accounts", "likely").len(), 0);
}

#[test]
fn a_long_list_of_customers_is_read_ahead_to_the_same_end() {
    let mut text = String::from("Name,Tax Code\n");
    for n in 0..2_500 {
        text += &format!(
            "Công ty TNHH Sao {},{}\n",
            n % 2_400,
            if n % 3 == 0 { String::new() } else { (312_000_000 + n).to_string() }
        );
    }
    let desk = Desk::new();
    assert_eq!(desk.counts("accounts", &text, &["--on-duplicate", "skip"])[1], 2_400 + 66);
}

#[test]
fn a_name_that_two_customers_have_is_said_to_be_theirs() {
    let desk = Desk::new();
    for street in ["1 Lê Lợi", "9 Nguyễn Huệ"] {
        desk.run(&["add", "account", "name=An Phát", &format!("address={street}")]).unwrap();
    }
    let deals = "Deal Name,Account\na,An Phát\nb,An Phát\n";
    let (json, output) = desk.import("deals", deals, &[]);
    let said = output.said.join("\n");
    assert!(said.contains("2 rows: 'An Phát' may be An Phát (#1), An Phát (#2) (--same 'An Phát=#1'"), "{said}");
    assert!(!said.contains("nobody and nothing"), "{said}");
    let ids: Vec<&Json> = json["names"][0]["may_be"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, [&Json::from(1), &Json::from(2)]);
    assert_eq!(desk.counts("deals", deals, &["--same", "An Phát=#2"]), [2, 0, 2, 0, 0, 0]);
    assert_eq!(desk.names("deals", "account:#2"), ["a", "b"]);
}

#[test]
fn the_popup_of_names_has_one_of_two_chosen() {
    for (lang, told, whose) in
        [(Lang::En, "n shows them", "Who or what is 'An Phát'?"), (Lang::Vi, "n để xem", "'An Phát' là ai, là gì?")]
    {
        let mut s = store();
        s.session_mut().lang = lang;
        account(&mut s, &[("name", "An Phát"), ("city", "Huế")]);
        account(&mut s, &[("name", "An Phát"), ("city", "Vinh")]);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deals.csv");
        std::fs::write(&file, "Deal Name,Account\na,An Phát\n").unwrap();
        let mut stage = Stage::new(s, 80, 24).unwrap();
        stage.keys(&format!("I<c-u><paste:{}><enter>", file.display()));
        has(&stage, told);
        stage.keys("n");
        has(&stage, "? An Phát (#1) …");
        // All at once decides of no such name, and Enter asks which.
        stage.keys("a");
        has(&stage, "? An Phát (#1) …");
        stage.keys("<enter>");
        has(&stage, whose);
        has(&stage, "An Phát #2");
        stage.keys("<down><enter>");
        has(&stage, "✓ An Phát (#2)");
    }
}

#[test]
fn what_becomes_of_customers_that_are_here_is_asked_on_the_screen() {
    for (lang, added, left) in [
        (Lang::En, "1 likely here already", "who is likely here already is left out"),
        (Lang::Vi, "1 có thể đã có ở đây", "ai có thể đã có ở đây thì bỏ qua"),
    ] {
        let mut s = store();
        s.session_mut().lang = lang;
        account(&mut s, &[("name", "Công ty TNHH An Phát"), ("tax_code", "0312345678")]);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kh.csv");
        std::fs::write(&file, FIRMS).unwrap();
        let mut stage = Stage::new(s, 80, 24).unwrap();
        stage.keys(&format!("5I<c-u><paste:{}><enter>", file.display()));
        has(&stage, added);
        stage.keys("d");
        has(&stage, left);
        stage.keys("<c-s>");
        assert_eq!(ids(stage.store(), "account", "").len(), 3, "{}", stage.screen());
    }
}

#[test]
fn the_figure_leads_to_the_popup_that_merges_them() {
    let mut s = store();
    account(&mut s, &[("name", "Công ty TNHH An Phát"), ("phone", "028 3829 1234")]);
    account(&mut s, &[("name", "An Phát"), ("tax_code", "0312345678")]);
    let mut stage = Stage::new(s, 120, 30).unwrap();
    stage.keys("5");
    has(&stage, "An Phát =");
    stage.keys("=");
    has(&stage, "same name");
    stage.keys("<enter>");
    assert_eq!(ids(stage.store(), "account", "archived:").len(), 1, "{}", stage.screen());
    agree(stage.store(), &[]);
}

/// A digest of what finds a record, its marks aside.
fn words_of(find: &Find) -> Digest {
    let mut words = Digest::default();
    for list in [&find.names, &find.words, &find.phones, &find.keys] {
        for text in list {
            words.add(text);
        }
        words.number(-1);
    }
    words
}

/// Has a file as a version left it in which the mark of an address had a word before it.
fn with_earlier_marks(s: &Store, sql: &Connection, at: Ref, before: &str, normals: &[&str]) {
    let find = s.any(at.kind, at.id).unwrap().face(&**s).find;
    let digest = |parts: &[&str]| {
        let mut digest = Digest::default();
        for part in parts {
            digest.add(part);
        }
        digest.value().cast_signed()
    };
    let mut marks: Vec<i64> = find.alike.clone();
    for normal in normals {
        let base = digest(&[normal]);
        let mark = marks.iter_mut().find(|mark| (base..=base + 2).contains(*mark)).unwrap();
        let earlier = digest(&[before, normal]);
        sql.execute("UPDATE alike SET mark = ? WHERE mark = ? AND packed = ?", [earlier, *mark, at.packed()]).unwrap();
        *mark = earlier;
    }
    marks.sort_unstable();
    let mut words = words_of(&find);
    for mark in &marks {
        words.number(*mark);
    }
    let (kind, id, packed) = (at.kind, at.id, at.packed());
    sql.execute_batch(&format!(
        "UPDATE found_by SET marks = json('{marks:?}') WHERE packed = {packed};
         UPDATE \"{kind}\" SET words = {} WHERE id = {id}",
        words.value().cast_signed()
    ))
    .unwrap();
}

/// Has a file as a version left it which gave what is archived no marks.
fn without_marks(s: &Store, sql: &Connection, kind: &str, ids: &[Id]) {
    let no = linchpin::domain::kinds::shape(kind).unwrap().no;
    for id in ids {
        let find = s.any(kind, *id).unwrap().face(&**s).find;
        let words = words_of(&find);
        sql.execute_batch(&format!(
            "DELETE FROM alike WHERE packed = {id} << 6 | {no};
             UPDATE found_by SET marks = '[]' WHERE packed = {id} << 6 | {no};
             DELETE FROM found_by WHERE packed = {id} << 6 | {no} AND keys = '[]';
             UPDATE \"{kind}\" SET words = {} WHERE id = {id}",
            words.value().cast_signed()
        ))
        .unwrap();
    }
}

/// Whose a number or a mailbox is besides, in use or archived.
#[test]
fn who_shares_an_address_is_told_of_what_is_archived_too() {
    let mut s = store();
    let firm = account(&mut s, &[("name", "An Phát"), ("phone", "028 3829 1234")]);
    let mut made = |kind: &str, given: &[(&str, &str)]| act(&mut s, kind, "add", &[], given).made[0];
    let contact = made("contact", &[("name", "An"), ("phone", "028 3829 1234; 0912 345 678")]);
    let lead = made("lead", &[("name", "Anh An"), ("phone", "+84 28 3829 1234")]);
    let old = made("lead", &[("name", "An"), ("phone", "0912 345 678")]);
    let other_desk = made("contact", &[("name", "Bình"), ("phone", "028 3829 1234 ext 5")]);
    let same_desk = made("contact", &[("name", "Bình"), ("phone", "028 3829 1234 ext 5")]);
    act(&mut s, "lead", "archive", &[old.id], &[]);
    act(&mut s, "account", "archive", &[firm], &[]);
    let firm = Ref { kind: "account", id: firm };
    let agree = |s: &Store| {
        assert_eq!(s.sharing(contact).unwrap(), [old, lead, firm]);
        assert_eq!(s.sharing(old).unwrap(), [contact]);
        assert_eq!(s.sharing(lead).unwrap(), [contact, firm]);
        assert_eq!(s.sharing(firm).unwrap(), [lead, contact]);
        assert_eq!(s.sharing(same_desk).unwrap(), [other_desk]);
        assert!(s.doctor(&mut |_, _| ()).unwrap().is_well());
    };
    agree(&s);
    let path = s.path().to_owned();
    let sql = Connection::open(&path).unwrap();
    without_marks(&s, &sql, "lead", &[old.id]);
    without_marks(&s, &sql, "account", &[firm.id]);
    drop(s);
    sql.execute_batch("CREATE INDEX reach_normal ON reach (normal) WHERE normal IS NOT NULL; PRAGMA user_version = 6")
        .unwrap();
    agree(&store_at(&path, Lang::En));
}

/// A file of a version in which the marks that a company and an archived record have by an address lay elsewhere.
#[test]
fn marks_by_an_address_lie_together_once_an_earlier_file_is_opened() {
    let mut s = store();
    let firm = account(&mut s, &[("name", "An Phát"), ("phone", "028 3829 1234; 0912 345 678")]);
    let twin = account(&mut s, &[("name", "An Phát"), ("email", "mua@ap.vn")]);
    let mut made = |kind: &str, given: &[(&str, &str)]| act(&mut s, kind, "add", &[], given).made[0];
    let contact = made("contact", &[("name", "An"), ("phone", "028 3829 1234"), ("email", "mua@ap.vn")]);
    let old = made("lead", &[("name", "Anh An"), ("phone", "+84 912 345 678")]);
    act(&mut s, "lead", "archive", &[old.id], &[]);
    let [firm, twin] = [firm, twin].map(|id| Ref { kind: "account", id });
    let agree = |s: &Store| {
        assert_eq!(s.sharing(firm).unwrap(), [old, contact]);
        assert_eq!(s.sharing(contact).unwrap(), [twin, firm]);
        assert!(s.is_likely(twin).unwrap());
        let health = s.doctor(&mut |_, _| ()).unwrap();
        assert!(health.is_well(), "{:?} {:?}", health.amiss, health.stale);
    };
    agree(&s);
    let path = s.path().to_owned();
    let sql = Connection::open(&path).unwrap();
    with_earlier_marks(&s, &sql, firm, "firm", &["+842838291234", "+84912345678"]);
    with_earlier_marks(&s, &sql, twin, "firm", &["mua@ap.vn"]);
    with_earlier_marks(&s, &sql, old, "archived", &["+84912345678"]);
    drop(s);
    sql.execute_batch("PRAGMA user_version = 7").unwrap();
    agree(&store_at(&path, Lang::En));
}

/// Two that are archived are not told to be likely the same.
#[test]
fn what_is_archived_is_no_duplicate_of_what_is() {
    let mut s = store();
    for kind in ["account", "contact", "lead"] {
        let given = [("name", "An Phát"), ("phone", "028 3829 1234")];
        let both = [0, 1].map(|_| act(&mut s, kind, "add", &[], &given).made[0]);
        act(&mut s, kind, "archive", &both.map(|at| at.id), &[]);
        assert!(both.iter().all(|at| !s.is_likely(*at).unwrap()), "{kind}");
        assert_eq!(ids(&s, kind, "likely -archived:"), [0; 0], "{kind}");
    }
}

/// A file that a version wrote which gave people alone marks: the marks of its customers were never there.
#[test]
fn customers_of_an_earlier_version_are_marked_when_it_is_opened() {
    let mut s = store();
    account(&mut s, &[("name", "Công ty TNHH An Phát"), ("phone", "028 3829 1234")]);
    account(&mut s, &[("name", "An Phat JSC"), ("tax_code", "0312345678")]);
    account(&mut s, &[("name", "AP"), ("tax_code", "312345678"), ("email", "mua@ap.vn")]);
    account(&mut s, &[("name", "Gạo"), ("email", "mua@ap.vn")]);
    act(&mut s, "account", "merge", &[4], &[("with", "3"), ("take", "tax_code")]);
    let away = account(&mut s, &[("name", "An Phát")]);
    act(&mut s, "contact", "add", &[], &[("name", "An"), ("phone", "028 3829 1234")]);
    // It is as that version would have it once it has no marks and is only said to be here.
    act(&mut s, "account", "archive", &[1, 2, 4, away], &[]);
    let path = s.path().to_owned();
    let sql = Connection::open(&path).unwrap();
    without_marks(&s, &sql, "account", &[1, 2, 4, away]);
    drop(s);
    sql.execute_batch(
        "DROP TRIGGER account_u_archived; UPDATE account SET archived = NULL WHERE id IN (1, 2, 4);
         PRAGMA user_version = 4;",
    )
    .unwrap();
    let entries =
        |sql: &Connection| -> i64 { sql.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap() };
    let before = entries(&sql);
    let mut s = store_at(&path, Lang::En);
    assert_eq!(entries(&sql), before);
    agree(&s, &[1, 2, 4]);
    let health = s.doctor(&mut |_, _| ()).unwrap();
    assert!(health.is_well(), "{health:?}");
    // Spoilt, they are mended to the same.
    sql.execute_batch("DELETE FROM alike WHERE packed & 63 = 7; UPDATE account SET words = 0 WHERE id = 1").unwrap();
    let health = s.doctor(&mut |_, _| ()).unwrap();
    assert!(!health.is_well());
    s.repair(&health, now().naive_local()).unwrap();
    assert!(s.doctor(&mut |_, _| ()).unwrap().is_well());
    agree(&s, &[1, 2, 4]);
}
