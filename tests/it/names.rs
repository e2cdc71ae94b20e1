//! Names of others in a file that no record has, though some nearly do: told once, decided once for all rows, and kept.
use super::desk::Desk;
use super::{real_data, store};
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;
use serde_json::Value as Json;

const DEALS: &str = "Opportunity Id,Deal Name,Account,Product,Sales Agent\n\
                     1,a,Cong ty TNHH Sao Mai,GTXPro,Lann\n\
                     2,b,Sao Mai,GTX Pro,Lan\n\
                     3,c,SAO MAI Co. Ltd,GTXPro,Minh\n\
                     4,d,Sao Hom,GTX Plus,Hu\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["add", "product", "name=GTX Pro"]).unwrap();
    desk.run(&["add", "product", "name=MG 1000"]).unwrap();
    desk.run(&["add", "account", "name=Công ty Cổ phần Sao Mai"]).unwrap();
    desk
}

/// Name, rows, the first who may be meant, what was decided.
fn told(json: &Json) -> Vec<(String, u64, String, Json)> {
    let one = |near: &Json| {
        let first = near["may_be"][0]["name"].as_str().unwrap_or_default().to_owned();
        (near["name"].as_str().unwrap().to_owned(), near["rows"].as_u64().unwrap(), first, near["decided"].clone())
    };
    json["names"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn a_name_that_one_nearly_has_is_told_once_with_its_rows() {
    let desk = desk();
    let (json, output) = desk.import("deals", DEALS, &["--dry-run"]);
    let star = "Công ty Cổ phần Sao Mai".to_owned();
    let wanted = [
        ("GTXPro".to_owned(), 2, "GTX Pro".to_owned(), Json::Null),
        ("Cong ty TNHH Sao Mai".to_owned(), 1, star.clone(), Json::Null),
        ("Lann".to_owned(), 1, "Lan".to_owned(), Json::Null),
        ("SAO MAI Co. Ltd".to_owned(), 1, star.clone(), Json::Null),
        ("Sao Mai".to_owned(), 1, star, Json::Null),
    ];
    assert_eq!(told(&json), wanted);
    let said = output.said.join("\n");
    assert!(said.contains("2 rows: no product is called 'GTXPro', 'GTX Pro' nearly"), "{said}");
    // A number that is one off is another number.
    let (json, _) = desk.import("deals", "Deal Name,Product\na,MG 1001\nb,MG1000\n", &["--dry-run"]);
    assert_eq!(told(&json).into_iter().map(|(name, ..)| name).collect::<Vec<_>>(), ["MG1000"]);
}

#[test]
fn what_is_decided_is_done_in_all_rows_and_in_the_next_file() {
    let desk = desk();
    let more =
        ["--same", "GTXPro=GTX Pro", "--same", "Cong ty TNHH Sao Mai=#1", "--same", "Sao Hom=+", "--same", "Lann=-"];
    let (json, output) = desk.import("deals", DEALS, &more);
    assert_eq!(json["added"], 4);
    assert!(
        output.said.iter().any(|said| said == "2 rows: 'GTXPro' taken for the product 'GTX Pro', as decided"),
        "{:?}",
        output.said
    );
    assert_eq!(desk.names("deals", "product:#1"), ["a", "b", "c"]);
    assert_eq!(desk.names("deals", "account:#1"), ["a"]);
    assert_eq!(desk.list("accounts", "").len(), 2);
    assert_eq!(desk.show("deal", "4")["account"], "Sao Hom");
    assert_eq!(desk.show("deal", "1")["as_written"], serde_json::json!(["owner"]));
    // The next file of that shape asks no more, and what was left is not asked again.
    let next = DEALS.replace("\n1,a,", "\n11,a2,").replace("\n3,c,", "\n13,c2,");
    let (json, _) = desk.import("deals", &next, &[]);
    let decided: Vec<(String, Json)> = told(&json).into_iter().map(|(name, .., decided)| (name, decided)).collect();
    assert!(
        decided.contains(&("GTXPro".into(), 1.into())) && decided.contains(&("Lann".into(), "left".into())),
        "{decided:?}"
    );
    assert_eq!(desk.names("deals", "product:#1"), ["a", "b", "c", "a2", "c2"]);
    // One undo takes back what was made by the way.
    desk.run(&["undo", "2"]).unwrap();
    assert_eq!((desk.list("accounts", "").len(), desk.list("deals", "").len()), (1, 0));
    // It is forgotten where nothing is said.
    let (json, _) = desk.import("deals", DEALS, &["--same", "GTXPro=", "--dry-run"]);
    assert_eq!(told(&json)[0], ("GTXPro".into(), 2, "GTX Pro".into(), Json::Null));
    let error = desk.run(&["import", "deals", desk.file("x.csv", DEALS).to_str().unwrap(), "--same", "GTXPro=Nobody"]);
    assert!(format!("{:#}", error.err().unwrap()).contains("Nobody"));
}

#[test]
fn a_new_one_is_made_under_another_name() {
    let desk = desk();
    let (json, _) = desk.import("deals", DEALS, &["--same", "Sao Hom=+Sao Hôm", "--same", "GTXPro=+"]);
    assert_eq!(json["added"], 4);
    assert_eq!(desk.show("deal", "4")["account"], "Sao Hôm");
    assert_eq!(desk.show("deal", "1")["product"], "GTXPro");
}

#[test]
fn what_was_brought_in_before_is_mended_by_the_same_file() {
    let desk = desk();
    assert_eq!(desk.counts("deals", DEALS, &[]), [4, 4, 0, 0, 0, 0]);
    assert_eq!(desk.show("deal", "1")["product"], "GTXPro");
    assert_eq!(desk.names("deals", "product:#1"), ["b"]);
    assert_eq!(desk.counts("deals", DEALS, &["--same", "GTXPro=GTX Pro"]), [4, 0, 2, 2, 0, 0]);
    assert_eq!(desk.names("deals", "product:#1"), ["a", "b", "c"]);
}

#[test]
fn the_preview_lists_them_and_takes_an_answer_for_all_rows() {
    for lang in [Lang::En, Lang::Vi] {
        let mut s = store();
        s.session_mut().lang = lang;
        super::act(&mut s, "product", "add", &[], &[("name", "GTX Pro")]);
        super::act(&mut s, "account", "add", &[], &[("name", "Sao Mai")]);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deals.csv");
        std::fs::write(&file, DEALS).unwrap();
        let mut stage = Stage::new(s, 80, 24).unwrap();
        stage.keys(&format!("I<c-u><paste:{}><enter>", file.display()));
        let screen = stage.screen();
        assert!(screen.contains(if lang == Lang::En { "n shows them" } else { "n để xem" }), "{screen}");
        stage.keys("n");
        let screen = stage.screen();
        assert!(screen.contains("GTXPro") && screen.contains("? GTX Pro"), "{screen}");
        let foot = if lang == Lang::En { "all same ─ Esc back ┘" } else { "a tất cả" };
        assert!(screen.contains("Esc ") && screen.contains(foot.split(" ─").next().unwrap()), "{screen}");
        stage.keys("<enter>");
        assert!(stage.screen().contains("✓ GTX Pro"), "{}", stage.screen());
        stage.keys("x/<enter>n");
        stage.keys("<esc>");
        stage.keys("<c-s>");
        let deal: linchpin::domain::opportunity::Opportunity = stage.store().get(1).unwrap();
        assert_eq!(deal.product, Some(1), "{}", stage.screen());
    }
}

#[test]
fn what_was_made_for_a_name_is_told_with_what_came_in() {
    for (lang, told) in [(Lang::En, "4 opportunities, 1 product added"), (Lang::Vi, "Đã thêm 4 cơ hội, 1 sản phẩm")]
    {
        let mut s = store();
        s.session_mut().lang = lang;
        super::act(&mut s, "product", "add", &[], &[("name", "GTX Pro")]);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deals.csv");
        std::fs::write(&file, DEALS).unwrap();
        let mut stage = Stage::new(s, 80, 24).unwrap();
        stage.keys(&format!("I<c-u><paste:{}><enter>", file.display()));
        stage.keys("n").keys("n").keys("<esc>").keys("<c-s>");
        super::has(&stage, told);
    }
}

#[test]
fn real_deals_name_a_product_without_its_blank() {
    let Some(folder) = real_data() else { return };
    let desk = Desk::new();
    let of = |name: &str| folder.join("crm/maven-crm").join(name).display().to_string();
    for (kind, name) in [("products", "products.csv"), ("accounts", "accounts.csv")] {
        desk.run(&["import", kind, &of(name)]).unwrap();
    }
    let (products, deals) = (desk.list("products", "").len(), of("sales_pipeline.csv"));
    let output = desk.run(&["import", "deals", &deals, "--dry-run"]).unwrap();
    let json: Json = serde_json::from_str(&output.out).unwrap();
    let gtx = told(&json).into_iter().find(|(name, ..)| name == "GTXPro").unwrap();
    assert_eq!((gtx.1, gtx.2.as_str()), (1_480, "GTX Pro"));
    desk.run(&["import", "deals", &deals, "--same", "GTXPro=GTX Pro"]).unwrap();
    assert_eq!(desk.list("deals", "product:?").len(), 0);
    assert_eq!(desk.list("products", "").len(), products);
}
