//! E-mail addresses in a cell.
use linchpin::domain::mail::{Mailbox, is_address, mailboxes};
use linchpin::lang::Lang;
use proptest::prelude::*;

#[test]
fn a_cell_holds_one_mailbox_or_several() {
    for (text, found) in [
        ("lan@anphat.vn", &["lan@anphat.vn"][..]),
        (" Lan.Tran+sales@AnPhat.VN ", &["Lan.Tran+sales@anphat.vn"]),
        ("mailto:lan@anphat.vn", &["lan@anphat.vn"]),
        ("Lan <lan@anphat.vn>", &["lan@anphat.vn"]),
        ("a@x.vn; b@y.vn", &["a@x.vn", "b@y.vn"]),
        ("a@x.vn,b@y.vn,", &["a@x.vn", "b@y.vn"]),
        ("a@x.vn\nb@y.vn", &["a@x.vn", "b@y.vn"]),
        ("a@x.vn b@y.vn / c@z.vn", &["a@x.vn", "b@y.vn", "c@z.vn"]),
        ("\"Bùi, Minh\" <minh@x.vn>; Đào <dao@x.vn>", &["minh@x.vn", "dao@x.vn"]),
        ("lan\u{200b}@anphat.vn", &["lan@anphat.vn"]),
        ("\"odd name\"@x.vn", &["\"odd name\"@x.vn"]),
        ("lan@côngty.vn", &["lan@côngty.vn"]),
    ] {
        let mailboxes = mailboxes(text).unwrap_or_else(|fault| panic!("{}", fault.text(Lang::En)));
        assert_eq!(mailboxes.iter().map(|m| m.address.as_str()).collect::<Vec<_>>(), found, "{text}");
    }
    let one = &mailboxes("\"Bùi, Minh\" <Minh@X.vn>").unwrap()[0];
    assert_eq!(*one, Mailbox { name: "Bùi, Minh".into(), address: "Minh@x.vn".into() });
    assert_eq!(one.key(), "minh@x.vn");
}

#[test]
fn what_is_no_address_is_refused() {
    let long = format!("{}@x.vn", "a".repeat(65));
    for text in [
        "",
        " ",
        "lan",
        "lan@",
        "@x.vn",
        "lan@x",
        "lan@x.",
        "lan@.vn",
        "lan@x..vn",
        "a..b@x.vn",
        ".a@x.vn",
        "a@-x.vn",
        "a@x_y.vn",
        "a@1.2.3.4",
        "a@@x.vn",
        "lan at x.vn",
        "a@x.vn; b",
        "Lan <lan@x.vn",
        "<>",
        "0903123456",
        &long,
    ] {
        let fault = mailboxes(text).unwrap_err();
        assert!(fault.text(Lang::Vi).contains("không phải địa chỉ e-mail"), "{text}");
        assert!(!is_address(text), "{text}");
    }
    assert!(is_address("lan@anphat.vn") && !is_address("Lan <lan@anphat.vn>"));
}

proptest! {
    #[test]
    fn any_text_is_mailboxes_or_a_fault(text in r"\PC*|[a-c@.<>;, \x22]{0,30}") {
        for mailbox in mailboxes(&text).unwrap_or_default() {
            prop_assert_eq!(mailboxes(&mailbox.address).map(|again| again[0].address.clone()).ok(), Some(mailbox.address));
        }
    }
}
