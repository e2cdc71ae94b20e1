//! Words of columns that go into a choice or a list: what each becomes is said by a map or a key, done in all rows, kept.
use super::desk::Desk;
use super::store;
use linchpin::domain::lead::Lead;
use linchpin::exchange::plan::names::{Meant, Names, words_of};
use linchpin::lang::Lang;
use linchpin::ui::stage::Stage;

const LEADS: &str = "Id,Name,Status,Source\n\
                     1,a,Contacted,Facebook\n\
                     2,b,Ngâm,FB\n\
                     3,c,ngam,Facebook\n\
                     4,d,Working,Hội chợ\n\
                     5,e,Đã chốt,\n";

/// State, source and what is kept as written, by number.
fn lead(desk: &Desk, id: &str) -> (String, String, String) {
    let lead = desk.show("lead", id);
    let text = |key: &str| lead[key].as_str().unwrap_or_default().to_owned();
    (text("state"), text("source"), lead["as_written"].to_string())
}

fn said(desk: &Desk, more: &[&str]) -> String {
    desk.import("leads", LEADS, more).1.said.join("\n")
}

#[test]
fn what_words_are_taken_for_is_told_as_a_map_says_it() {
    let told = said(&Desk::new(), &["--dry-run"]);
    assert!(told.contains("state: words taken for Contacted = working, Đã chốt = converted"), "{told}");
    assert!(told.contains("kept as written: Ngâm"), "{told}");
    assert!(told.contains("source: new in the list: Facebook, FB"), "{told}");
}

#[test]
fn a_map_says_what_words_mean_and_the_next_file_is_read_so() {
    for map in [
        "[words.state]\n\"Ngâm\" = \"nurturing\"\nContacted = \"new\"\n[words.source]\n\"FB\" = \"facebook\"\n\"Hội chợ\" = \"-\"\n",
        "words.state.Ngâm = Nurturing\nwords.state.Contacted = new\n# of lists\nwords.source.FB = facebook\nwords.source.Hội chợ = -\n",
    ] {
        let desk = Desk::new();
        desk.run(&["add", "code", "list=source", "name=facebook", "en=Facebook", "vi=Facebook"]).unwrap();
        let map = desk.file("map.toml", map);
        let told = said(&desk, &["--map", map.to_str().unwrap()]);
        assert!(told.contains("Contacted = new, Ngâm = nurturing, Đã chốt = converted"), "{told}");
        assert!(told.contains("source: words taken for FB = Facebook, Hội chợ = -"), "{told}");
        assert_eq!(lead(&desk, "1").0, "new");
        assert_eq!(lead(&desk, "2"), ("nurturing".into(), "Facebook".into(), "null".into()));
        assert_eq!(lead(&desk, "3").0, "nurturing");
        assert_eq!(lead(&desk, "4").2, "[\"source\"]");
        // The columns go where they went, and the words of the next file mean the same.
        let next = "Id,Name,Status,Source\n11,f,Ngâm,FB\n12,g,Contacted,\n";
        desk.import("leads", next, &[]);
        assert_eq!(lead(&desk, "6"), ("nurturing".into(), "Facebook".into(), "null".into()));
        assert_eq!(lead(&desk, "7").0, "new");
    }
}

#[test]
fn what_was_brought_in_before_is_mended_by_another_meaning() {
    let desk = Desk::new();
    assert_eq!(desk.counts("leads", LEADS, &[])[..4], [5, 5, 0, 0]);
    assert_eq!(lead(&desk, "2").2, "[\"state\"]");
    let map = desk.file("map", "words.state.Ngâm = nurturing\n");
    assert_eq!(desk.counts("leads", LEADS, &["--map", map.to_str().unwrap()])[..4], [5, 0, 2, 3]);
    assert_eq!(lead(&desk, "2").0, "nurturing");
}

#[test]
fn a_word_that_we_know_may_be_new_in_the_list_all_the_same() {
    let desk = Desk::new();
    let map = desk.file("map", "words.stage.Win = +\n");
    let deals = "Opportunity Id,Deal Name,Stage\n1,a,Win\n2,b,win\n";
    desk.import("deals", deals, &["--map", map.to_str().unwrap()]);
    assert_eq!(desk.show("deal", "1")["stage"], "Win");
    assert_eq!(desk.show("deal", "2")["stage"], "Win");
}

#[test]
fn what_a_map_says_of_words_and_cannot_be_is_refused() {
    let desk = Desk::new();
    let map = "words.stat.X = working\nwords.name.X = Y\nwords.state.X = wrking\nwords.state.Y = +\n";
    let (map, file) = (desk.file("map", map), desk.file("leads.csv", LEADS));
    let words = ["import", "leads", file.to_str().unwrap(), "--map", map.to_str().unwrap()];
    let error = format!("{:#}", desk.run(&words).err().unwrap());
    for wrong in ["words.stat.X", "lead is no choice and no list", "'wrking' is none of", "'+' is none of"] {
        assert!(error.contains(wrong), "{wrong}: {error}");
    }
}

#[test]
fn what_is_meant_is_read_as_it_was_written() {
    let mut names = Names::default();
    names.put("product", "GTXPro", Meant::Is(1));
    names.put(&words_of("state"), "Ngâm", Meant::Choice("nurturing".to_owned()));
    names.put(&words_of("source"), "FB", Meant::New);
    names.put(&words_of("source"), "?", Meant::Left);
    assert_eq!(Names::read(&names.write()), names);
    // What an older or newer one kept of what there is not is left out.
    assert_eq!(Names::read("nothing\t1\tX"), Names::default());
}

#[test]
fn the_preview_lists_the_words_and_takes_another_choice_for_all_rows() {
    for (lang, working, kept) in
        [(Lang::En, "working · our words", "? kept as written"), (Lang::Vi, "từ quen dùng", "? giữ như đã ghi")]
    {
        let mut s = store();
        s.session_mut().lang = lang;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("leads.csv");
        std::fs::write(&file, LEADS).unwrap();
        let mut stage = Stage::new(s, 80, 24).unwrap();
        stage.keys(&format!("I<c-u><paste:{}><enter>", file.display())).keys("n");
        super::has(&stage, working);
        super::has(&stage, kept);
        // What nobody knows stands first: the third choice is taken for it.
        stage.keys("<enter>").keys("4");
        super::has(&stage, if lang == Lang::En { "as you said" } else { "bạn chọn" });
        stage.keys("<esc>").keys("<c-s>");
        let leads = [2, 3].map(|id| stage.store().get::<Lead>(id).unwrap());
        assert_eq!(leads.map(|lead| format!("{:?}", lead.state)), ["Nurturing", "Nurturing"]);
        // The next file of that shape asks no more.
        std::fs::write(&file, LEADS.replace("\n2,", "\n12,")).unwrap();
        stage.keys("<esc>").keys(&format!("I<c-u><paste:{}><enter>", file.display()));
        super::has(&stage, if lang == Lang::En { "4 words, all known" } else { "4 từ, đều hiểu" });
    }
}
