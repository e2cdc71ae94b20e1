//! Which column goes where, and why; and cells that a spreadsheet must not take for formulas.
use super::store;
use linchpin::domain::guard::{bare, guarded};
use linchpin::exchange::file::header::Name;
use linchpin::exchange::file::written::Reading;
use linchpin::exchange::plan::map::Map;
use linchpin::exchange::plan::target::{called, targets};
use linchpin::exchange::plan::{Options, Plan, look_at, looks_like};
use linchpin::lang::Lang;
use std::path::PathBuf;

fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

/// Where the columns of a file go: `Mobile phone/its name`, the key behind it where it has two places.
fn mapped(kind: &str, text: &str) -> Vec<String> {
    let (_folder, path) = file("f.csv", text);
    let plan = Plan::new(&store(), called(kind).unwrap(), &[path], Options::default(), &mut |_, _| true).unwrap();
    let file = &plan.files[0];
    let goes = |(at, header): (usize, &String)| {
        let field = file.mapping.of(at).map(|(head, ground)| (plan.heads[head].key, ground));
        let key = file.mapping.key.filter(|(column, _)| *column == at).map(|(_, ground)| ("key", ground));
        let all: Vec<String> = field
            .into_iter()
            .chain(key)
            .map(|(field, ground)| format!("{field}/{}", ground.text().to(Lang::En)))
            .collect();
        format!("{header} {}", if all.is_empty() { "-".to_owned() } else { all.join(" ") })
    };
    file.looked.header.iter().enumerate().map(goes).collect()
}

/// A kind, a file, and where its columns go.
const COLUMNS: &[(&str, &str, &[&str])] = &[
    (
        "leads",
        "LEADID,Last Name,Company,month_Created\n1,a,b,c\n2,a,b,c\n",
        &["LEADID key/its name", "Last Name name/its name", "Company company/its name", "month_Created -"],
    ),
    // Case, accents, blanks and underscores do not matter, in either language.
    (
        "leads",
        "HO_TEN,công  ty,sdt,E-Mail,Nguồn,TRANG THAI,ngày tạo,Mã\na,b,0903111222,a@x.vn,web,mới,1/2/2026,7\n",
        &[
            "HO_TEN name/its name",
            "công  ty company/its name",
            "sdt phone/its name",
            "E-Mail email/its name",
            "Nguồn source/its name",
            "TRANG THAI state/its name",
            "ngày tạo created/its name",
            "Mã key/its name",
        ],
    ),
    // A name may go on, and brings what actions set here too; not what is of something else.
    (
        "orders",
        "Số đơn,Trạng thái đơn hàng,Tổng tiền (VNĐ),Ngày giao hàng\n1,Đã hủy,1200000,24/11/2026\n",
        &[
            "Số đơn number/its name key/its name",
            "Trạng thái đơn hàng imported_state/begins so",
            "Tổng tiền (VNĐ) imported_total/begins so",
            "Ngày giao hàng delivered/begins so",
        ],
    ),
    (
        "orders",
        "Order No,Status (now),Grand Total (USD),Delivered Date actual,Ship Date (est)\n1,Open,12,24/11/2026,soon\n",
        &[
            "Order No number/its name key/its name",
            "Status (now) imported_state/begins so",
            "Grand Total (USD) imported_total/begins so",
            "Delivered Date actual delivered/begins so",
            "Ship Date (est) -",
        ],
    ),
    (
        "orders",
        "Mã ĐH,Tên KH,Trạng thái thanh toán,Tổng số lượng,Ngày giao dự kiến mới,Hạn giao\n1,A,Nợ,12,24/11/2026,24/11/2026\n",
        &[
            "Mã ĐH number/its name key/its name",
            "Tên KH account/its name",
            "Trạng thái thanh toán -",
            "Tổng số lượng -",
            "Ngày giao dự kiến mới -",
            "Hạn giao promised/its name",
        ],
    ),
    // What a line comes to is no total of its order.
    (
        "orders",
        "Số ĐH,Mặt hàng,SL,Thành tiền,Tổng cộng\n1,Gạo,2,100,300\n",
        &[
            "Số ĐH number/its name key/its name",
            "Mặt hàng -",
            "SL -",
            "Thành tiền -",
            "Tổng cộng imported_total/its name",
        ],
    ),
    // What goods are known by is their code, too; and what they cost is no price.
    (
        "products",
        "Mã,Mặt hàng,Giá vốn,Giá niêm yết,Nhóm hàng\nP1,Gạo,90,100,Gạo\nP2,Muối,5,7,Gia vị\n",
        &[
            "Mã code/its name key/its name",
            "Mặt hàng name/its name",
            "Giá vốn -",
            "Giá niêm yết price/its name",
            "Nhóm hàng tag/its name",
        ],
    ),
    (
        "products",
        "Mã,SKU,Hàng hóa,Giá vốn\n1,P1,Gạo,90\n2,P2,Muối,5\n",
        &["Mã key/its name", "SKU code/its name", "Hàng hóa name/its name", "Giá vốn -"],
    ),
    // A day and its hour may stand apart.
    (
        "appointments",
        "Tiêu đề;Bắt đầu;Kết thúc\nHọp;24/11/2026 9:00;24/11/2026 10:00\n",
        &["Tiêu đề subject/its name", "Bắt đầu start/its name", "Kết thúc end/its name"],
    ),
    (
        "appointments",
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Location\nA,11/24/2026,9:00:00 AM,11/24/2026,10:00:00 AM,False,B\n",
        &[
            "Subject subject/its name",
            "Start Date start/joined",
            "Start Time start/joined",
            "End Date end/joined",
            "End Time end/joined",
            "All day event all_day/begins so",
            "Location place/its name",
        ],
    ),
    // Names in parts, each language in its own order.
    (
        "contacts",
        "Last Name,First Name,Middle Name\nA,B,C\n",
        &["Last Name name/joined", "First Name name/joined", "Middle Name name/joined"],
    ),
    ("contacts", "Họ,Tên đệm,Tên\nNguyễn,Thị,Đào\n", &["Họ name/joined", "Tên đệm name/joined", "Tên name/joined"]),
    ("contacts", "First Name,Full Name\nA,A B\n", &["First Name -", "Full Name name/its name"]),
    // A column that is called so goes before one that only begins so.
    (
        "leads",
        "Name,Company Size,Company\na,b,c\n",
        &["Name name/its name", "Company Size -", "Company company/its name"],
    ),
    // Nor where its cells are no numbers.
    (
        "leads",
        "Name,Phone Type,Contact Phone Number\na,Mobile,0903 111 222\nb,Home,\n",
        &["Name name/its name", "Phone Type -", "Contact Phone Number phone/its cells"],
    ),
    (
        "leads",
        "Name,Phone1Name,Phone1Number,PhoneFax\na,Main line,0903 111 222,0903 111 333\n",
        &["Name name/its name", "Phone1Name -", "Phone1Number phone/begins so", "PhoneFax -"],
    ),
    (
        "leads",
        "Name,Điện thoại liên hệ\na,0903111222 / 0903111333\n",
        &["Name name/its name", "Điện thoại liên hệ phone/begins so"],
    ),
    (
        "leads",
        "Name,,Phone,\na,b,0903111222,d\n",
        &["Name name/its name", "column B -", "Phone phone/its name", "column D -"],
    ),
    // Without names the cells tell; each column has a name of its own.
    (
        "leads",
        "Bà Tám,0903 111 222,x@a.vn,Chợ Lớn\nÔng Sáu,0903 111 333,,Chợ Nhỏ\n",
        &["column A name/its cells", "column B phone/its cells", "column C email/its cells", "column D -"],
    ),
    (
        "leads",
        "Name,,Name,Phone,,Phone,\na,,b,0903111222,c,0903111333,\n",
        &["Name name/its name", " -", "Name (2) -", "Phone phone/its name", "column E -", "Phone (2) phone/its name"],
    ),
    ("leads", "Name,Company Size\na,b\n", &["Name name/its name", "Company Size company/begins so"]),
    // Several addresses, and those that only their cells tell.
    (
        "leads",
        "Name,Phone,Mobile,Email 1,Work Email,Phone Number\na,1,2,3,4,5\n",
        &[
            "Name name/its name",
            "Phone phone/its name",
            "Mobile phone/its name",
            "Email 1 email/its name",
            "Work Email email/its name",
            "Phone Number phone/its name",
        ],
    ),
    (
        "leads",
        "Name,Zalo,Liên hệ qua\na,0903 111 222,x@y.vn\n",
        &["Name name/its name", "Zalo phone/its cells", "Liên hệ qua email/its cells"],
    ),
    // The key: by its name, else by what is in it.
    (
        "leads",
        "mql_id,landing_page_id,Name\na,x,n\nb,x,n\n",
        &["mql_id key/guess: unique", "landing_page_id -", "Name name/its name"],
    ),
    (
        "leads",
        "Name,Seller Code,Lead No\na,x,1\nb,y,2\n",
        &["Name name/its name", "Seller Code -", "Lead No key/guess: unique"],
    ),
    ("leads", "Name,Seller Code\na,x\nb,x\n", &["Name name/its name", "Seller Code -"]),
    (
        "leads",
        "Name,Paid,Phone Number\na,1,0903111222\nb,2,0903111223\n",
        &["Name name/its name", "Paid -", "Phone Number phone/its name"],
    ),
    (
        "products",
        "Product Code,Product Name\nP1,a\nP2,b\n",
        &["Product Code code/its name key/its name", "Product Name name/its name"],
    ),
    // What names another record may name it by its key, which is asked first.
    (
        "contacts",
        "Name,Company,Account Id,OwnerID\na,b,1,2\na,b,1,2\n",
        &[
            "Name name/its name",
            "Company account/its name",
            "Account Id account/its name, a key",
            "OwnerID owner/its name, a key",
        ],
    ),
    ("opportunities", "Deal Name,LEADID\na,1\nb,2\n", &["Deal Name name/its name", "LEADID lead/its name, a key"]),
    (
        "orders",
        "OrderID,CustomerID,EmployeeID,ShippedDate\n1,a,2,2026-01-01\n1,a,2,2026-01-01\n",
        &[
            "OrderID number/its name key/its name",
            "CustomerID account/its name, a key",
            "EmployeeID owner/its name, a key",
            "ShippedDate shipped/its name",
        ],
    ),
    (
        "orders",
        "Số đơn,Khách hàng,Trạng thái,Tổng tiền\nA1,b,mới,1000\n",
        &[
            "Số đơn number/its name key/its name",
            "Khách hàng account/its name",
            "Trạng thái imported_state/its name",
            "Tổng tiền imported_total/its name",
        ],
    ),
    (
        "order-lines",
        "BOOKID,ROWID,Item,Qty\n1,1,a,1\n1,2,a,1\n",
        &["BOOKID order/its name, a key", "ROWID -", "Item product/its name", "Qty quantity/its name"],
    ),
    // Where rows name their currency, whatever that is called; a unit is none.
    (
        "opportunities",
        "Opportunity Name,Amount Currency,Amount\na,USD,1\nb,VND,2\n",
        &["Opportunity Name name/its name", "Amount Currency currency/its cells", "Amount amount/its name"],
    ),
    (
        "orders",
        "Order No,Currency Code,Total\n1,USD,5\n2,USD,6\n",
        &["Order No number/its name key/its name", "Currency Code currency/its cells", "Total imported_total/its name"],
    ),
    (
        "orders",
        "Số đơn,Nguyên tệ,Tỷ giá ngoại tệ\n1,USD,25000\n2,USD,25000\n",
        &["Số đơn number/its name key/its name", "Nguyên tệ currency/its cells", "Tỷ giá ngoại tệ -"],
    ),
    (
        "products",
        "Product Code,Name,Pack,Price\nA1,Cup,CUP,2.55\nA2,Top,TOP,3.10\n",
        &["Product Code code/its name key/its name", "Name name/its name", "Pack -", "Price price/its name"],
    ),
    // The day of an order, where no column is called after it.
    (
        "orders",
        "Mã đơn,Ngày tạo\n1,24/11/2026\n",
        &["Mã đơn number/its name key/its name", "Ngày tạo ordered/its name"],
    ),
    (
        "orders",
        "Order Number,created_at\n1,2026-11-24\n",
        &["Order Number number/its name key/its name", "created_at ordered/its name"],
    ),
    (
        "orders",
        "Mã đơn,Thời gian,Thời gian tạo\n1,24/11/2026 9:00,24/11/2026 9:00\n",
        &["Mã đơn number/its name key/its name", "Thời gian ordered/its name", "Thời gian tạo created/its name"],
    ),
    (
        "orders",
        "Mã đơn,Created Time,Ngày đặt\n1,24/11/2026,23/11/2026\n",
        &["Mã đơn number/its name key/its name", "Created Time created/its name", "Ngày đặt ordered/its name"],
    ),
    (
        "orders",
        "Số CT,Ngày CT,Số hoá đơn\nx,24/11/2026,7\n",
        &["Số CT -", "Ngày CT ordered/its name", "Số hoá đơn number/its name key/its name"],
    ),
    // A discount is a share of the price: what it is in money, or is taken off already, is none.
    (
        "order-lines",
        "Mã đơn hàng,Tên hàng,SL,Đơn giá,Giảm giá %,Giảm giá,Giá bán\n1,Gạo,2,200,5,10,190\n1,Nếp,1,100,0,0,100\n",
        &[
            "Mã đơn hàng order/its name, a key",
            "Tên hàng product/its name",
            "SL quantity/its name",
            "Đơn giá price/its name",
            "Giảm giá % discount/its name",
            "Giảm giá -",
            "Giá bán -",
        ],
    ),
    (
        "order-lines",
        "Số đơn,Mã hàng,Tổng số lượng bán,Giá gốc,Giá ưu đãi,Chiết khấu\n1,A,2,220,199,0\n",
        &[
            "Số đơn order/its name",
            "Mã hàng product/its name",
            "Tổng số lượng bán quantity/its name",
            "Giá gốc -",
            "Giá ưu đãi price/its name",
            "Chiết khấu -",
        ],
    ),
    (
        "order-lines",
        "Số đơn,Mã hàng,SL,Chiết khấu,Khách cần trả\n1,A,2,20000,100000\n1,B,2,0,100000\n",
        &[
            "Số đơn order/its name",
            "Mã hàng product/its name",
            "SL quantity/its name",
            "Chiết khấu -",
            "Khách cần trả -",
        ],
    ),
    (
        "order-lines",
        "Số đơn,Mã hàng,SL,Tỷ lệ CK,Chiết khấu (VND)\n1,A,2,7,20\n",
        &[
            "Số đơn order/its name",
            "Mã hàng product/its name",
            "SL quantity/its name",
            "Tỷ lệ CK discount/its name",
            "Chiết khấu (VND) -",
        ],
    ),
    (
        "order-lines",
        "Số đơn,Mã hàng,SL,Chiết khấu (%)\n1,A,2,7\n",
        &[
            "Số đơn order/its name",
            "Mã hàng product/its name",
            "SL quantity/its name",
            "Chiết khấu (%) discount/its name",
        ],
    ),
    // What a program calls its rows before the name of each column says nothing.
    (
        "opportunities",
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Deal - Value,Deal - Currency of Value,Deal - Expected close date,Deal - Deal created,Deal - Owner\n\
         1,a,b,c,5,EUR,2026-12-31,2026-11-01,Lan\n2,d,e,f,6,EUR,2026-12-31,2026-11-01,Lan\n",
        &[
            "Deal - ID key/guess: unique",
            "Deal - Title name/its name",
            "Deal - Organization account/its name",
            "Deal - Contact person contact/its name",
            "Deal - Value amount/its name",
            "Deal - Currency of Value currency/begins so",
            "Deal - Expected close date close/its name",
            "Deal - Deal created created/its name",
            "Deal - Owner owner/its name",
        ],
    ),
    (
        "contacts",
        "Person - Name,Person - Organization,Person - Owner,Person - Phone - Mobile,Person - Phone - Work\na,b,c,0903111222,0903111223\n",
        &[
            "Person - Name name/its name",
            "Person - Organization account/its name",
            "Person - Owner owner/its name",
            "Person - Phone - Mobile phone/its name",
            "Person - Phone - Work phone/its name",
        ],
    ),
    (
        "contacts",
        "First Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n\
         a,b,c,* Work,a@x.vn,b@x.vn,0903111222,Home,0903111223\n",
        &[
            "First Name name/its name",
            "Organization Name account/its name",
            "Organization Title title/its name",
            "E-mail 1 - Label -",
            "E-mail 1 - Value email/its name",
            "E-mail 2 - Value email/its name",
            "Phone 1 - Value phone/its name",
            "Phone 2 - Label -",
            "Phone 2 - Value phone/its name",
        ],
    ),
    (
        "leads",
        "Khách,Associated Company,Contact owner\na,b,c\n",
        &["Khách name/its name", "Associated Company company/its name", "Contact owner owner/its name"],
    ),
    (
        "opportunities",
        "Tên cơ hội,Công ty,Số tiền,Lý do mất\na,b,5,c\n",
        &["Tên cơ hội name/its name", "Công ty account/its name", "Số tiền amount/its name", "Lý do mất lost/its name"],
    ),
    // What is worked out here is not brought in.
    (
        "leads",
        "name,score,score_why,contact\na,5,x,b\n",
        &["name name/its name", "score -", "score_why -", "contact contact/its name"],
    ),
];

/// A key that is none writes one record over another, so nothing is guessed to be one but what is called after such rows.
#[test]
fn only_what_is_called_after_the_rows_is_guessed_to_be_their_key() {
    let guessed = |kind: &str, name: &str, label: &str| {
        let all = mapped(kind, &format!("{name},{label}\na,K1\nb,K2\n"));
        all[1].contains("key/")
    };
    for label in [
        "Company ID",
        "Zip Code",
        "Owner Id",
        "Account ID",
        "Campaign ID",
        "Postal Code",
        "Country Code",
        "Currency Code",
        "Bank Code",
        "Tax Code",
        "House Number",
        "Room Number",
        "Extension Number",
        "Mã vùng",
        "Mã bưu điện",
        "Mã tỉnh",
        "No",
        "Number",
        "Row No",
        "Contact Number",
        "Order Number",
    ] {
        for (kind, name) in [("contacts", "Name"), ("leads", "Full Name"), ("opportunities", "Deal Name")] {
            assert!(!guessed(kind, name, label), "{kind} {label}");
        }
    }
    for (kind, name, label) in [
        ("leads", "Full Name", "Lead No"),
        ("leads", "Full Name", "Mã khách tiềm năng"),
        ("contacts", "Name", "External Id"),
        ("contacts", "Name", "Mã liên hệ"),
        ("opportunities", "Deal Name", "Deal Number"),
        ("opportunities", "Deal Name", "Mã cơ hội"),
        ("tasks", "Subject", "ID"),
    ] {
        assert!(guessed(kind, name, label), "{kind} {label}");
    }
    let lines = "Số đơn,Tên hàng,SL,Mã khách hàng,Line No\nA1,Gạo,1,K1,1\nA2,Nếp,2,K2,2\n";
    assert!(mapped("order-lines", lines).iter().all(|goes| !goes.contains("key/guess")));
}

#[test]
fn columns_go_where_their_names_say() {
    for (kind, text, columns) in COLUMNS {
        assert_eq!(mapped(kind, text), *columns, "{kind} {text}");
    }
}

#[test]
fn what_a_file_holds_is_told_by_its_header() {
    let cases = [
        ("x.csv", "LEADID,Last Name,Company,Lead Owner,Lead Status\n1,a,b,c,d\n", "lead"),
        ("x.csv", "CONTACTID,Last Name,Contact Owner,Account Id,Email,Mobile\n1,a,b,c,d,e\n", "contact"),
        ("x.csv", "ACCOUNTID,Account Name,Account Owner,Industry,Website\n1,a,b,c,d\n", "account"),
        ("x.csv", "Potential Name,Potential Owner,Closing Date,Amount,Stage\na,b,1/1/2026,5,c\n", "opportunity"),
        ("x.csv", "SALESORDERID,Subject,Sales Order Owner,Status,Grand Total\n1,a,b,c,5\n", "order"),
        ("x.csv", "Order Number,Product Name,Quantity,Unit Price\n1,a,2,3\n", "order-line"),
        ("x.csv", "Product Name,Product Code,Unit Price,Quantity In Stock\na,b,1,2\n", "product"),
        ("x.csv", "USER_ID,First Name,Last Name,Email\n1,a,b,c@d.vn\n", "person"),
        ("tasks.csv", "Subject,Due Date,Status\na,1/1/2026,b\n", "task"),
        ("x.csv", "colour,size\na,b\n", ""),
    ];
    for (name, text, kind) in cases {
        let (_folder, path) = file(name, text);
        let looked = look_at(&store(), &path, &Reading::default(), &mut |_, _| true).unwrap();
        assert_eq!(looks_like(&looked, None).map_or("", |target| target.name), kind, "{text}");
    }
}

#[test]
fn every_target_is_called_by_its_everyday_names() {
    let names = [
        "people",
        "accounts",
        "contact",
        "Products",
        "leads",
        "deals",
        "orders",
        "order_lines",
        "tasks",
        "meetings",
        "codes",
        "policies",
        "holidays",
        "absences",
        "touches",
        "messages",
    ];
    let found: Vec<&str> = names.iter().map(|name| called(name).unwrap().name).collect();
    let all: Vec<&str> = targets().map(|target| target.name).collect();
    assert_eq!(found, all);
    assert!(called("workspace").is_none() && called("dragons").is_none());
}

#[test]
fn headers_are_words() {
    let words = |text: &str| Name::new(text).words.join(" ");
    for (text, said) in [
        ("PhoneNumber", "phone number"),
        ("Email1", "email 1"),
        ("e-mail", "e mail"),
        (" Số  ĐT ", "so dt"),
        ("LEADID", "leadid"),
        ("Ho\u{323} te\u{302}n", "ho ten"),
    ] {
        assert_eq!(words(text), said);
    }
    for (text, sure) in [
        ("Lead Id", Some(3)),
        ("LeadID", Some(3)),
        ("CUSTOMERID", Some(3)),
        ("customerid", Some(3)),
        ("BOOKID", Some(1)),
        ("Mã KH", Some(2)),
        ("Item Code", Some(2)),
        ("Paid", None),
        ("paid", None),
        ("valid", None),
        ("Ma", None),
    ] {
        assert_eq!(Name::new(text).keyed(), sure, "{text}");
    }
}

#[test]
fn a_map_is_read_as_it_is_written() {
    let mut map = Map::read("A = name\n\"B = C\" = phone\nD=-\n");
    let header = ["a", "B = C", "D", "E"].map(str::to_owned);
    let on = map.on(&header);
    assert_eq!(
        [on.of("a"), on.of("B = C"), on.of("D"), on.of("E")],
        [Some(Some("name")), Some(Some("phone")), Some(None), None]
    );
    map.put("A", None);
    assert_eq!(Map::read(&map.write()), map);
    assert_eq!(Map::read("[leads]\nA = \"name\"\n").of("A"), Some(Some("name")));
    // An object inside another names its columns with a dot, and so does a list.
    assert_eq!(Map::read("customer.name = \"account\"\n").of("customer.name"), Some(Some("account")));
    let (own, inner) = Map::read("A = name\nitems.sku = product\n\"Items.B.C\" = -\n").apart(&["items"]);
    assert_eq!((own.of("A"), own.of("sku")), (Some(Some("name")), None));
    assert_eq!((inner.of("sku"), inner.of("B.C"), inner.of("A")), (Some(Some("product")), Some(None), None));
    assert_eq!(Map::read(&own.with("items", &inner).write()).apart(&["items"]).1, inner);
}

#[test]
fn cells_are_no_formulas_and_come_back_as_they_were() {
    for (text, cell) in [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("''", "''"),
        ("'quoted'", "'quoted'"),
        ("-5", "-5"),
        ("-1,250.00 USD", "-1,250.00 USD"),
        ("- dash", "'- dash"),
        ("+84 903 123 456; +84 28 3822 1111x12", "+84 903 123 456; +84 28 3822 1111x12"),
        ("+1-532-344-1362", "+1-532-344-1362"),
        ("+84 903 123 456; =1", "'+84 903 123 456; =1"),
        ("a=1", "a=1"),
        ("", ""),
    ] {
        assert_eq!(guarded(text), cell);
        assert_eq!(bare(&guarded(text)), text);
    }
}

/// People with their company are no companies.
#[test]
fn a_company_beside_a_name_says_who_someone_works_for() {
    use linchpin::exchange::column::date::DayOrder;
    use linchpin::exchange::column::look::look;
    use linchpin::exchange::file::written::Reading;
    use linchpin::exchange::plan::looks_like;
    let folder = tempfile::tempdir().unwrap();
    for (header, at_hand, kind) in [
        ("Name,Company,Phone,Created", None, "lead"),
        // It may be either; the list at hand tells.
        ("Full Name,Company,E-mail,Title", None, "lead"),
        ("Full Name,Company,E-mail,Title", Some("contact"), "contact"),
        ("Company,Phone,Industry", Some("contact"), "account"),
        ("Customer,City,Tax code", None, "account"),
    ] {
        let path = folder.path().join("rows.csv");
        std::fs::write(&path, format!("{header}\na,b,c,d\n")).unwrap();
        let looked = look(&path, &Reading::default(), DayOrder::DayFirst, &mut |_, _| true).unwrap().unwrap();
        assert_eq!(looks_like(&looked, at_hand).map(|target| target.name), Some(kind), "{header}");
    }
}
