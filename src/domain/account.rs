//! Companies that buy, and their people.
use super::alias::{self, Alias};
use super::deed::Ref;
use super::face::{Face, Find, Kept, Tier};
use super::field::{Field, Part, Record};
use super::kind::Kind;
use super::likely::Alike;
use super::money::Currency;
use super::problem::{Fault, Problem};
use super::reach::{self, Reach};
use super::tag::{self, Tag};
use super::touch::Touched;
use super::value::{Id, Instant, Slot};
use super::workspace::zone;
use super::world::World;
use crate::field;
use crate::lang::{fault, health, say};

/// A company.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub id: Id,
    pub name: String,
    pub parent: Option<Id>,
    pub tier: String,
    pub owner: Option<Id>,
    pub coordinator: Option<Id>,
    pub industry: Option<Id>,
    pub website: String,
    pub address: String,
    pub city: String,
    pub country: String,
    pub territory: String,
    pub language: String,
    pub zone: String,
    pub currency: Currency,
    pub credit: Option<i64>,
    pub terms: String,
    pub tax_code: String,
    pub prefers: String,
    pub note: String,
    pub created: Option<Instant>,
    pub archived: Option<Instant>,
    /// The one that it turned out to be.
    pub merged: Option<Id>,
    pub reaches: Vec<Reach>,
    pub tags: Vec<Tag>,
    pub aliases: Vec<Alias>,
}

#[rustfmt::skip]
impl Record for Account {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required  name,        Kind::Text,            "Customer",     "Khách hàng", "Account Name", "Customer Name", "Company", "Company Name", "Tên", "Tên khách hàng", "Account", "Name", "Organization", "Organization Name", "Tên công ty", "Doanh nghiệp", "Tên KH", "Công ty", "Cty", "Client", "Client Name"),
        field!(phone,                                        "Phone",        "Điện thoại", "Mobile", "Telephone", "SĐT", "Mobile Phone", "Tel", "Di động", "Số điện thoại", "Số ĐT", "ĐT"),
        field!(email,                                        "E-mail",       "E-mail", "Email", "Mail", "Thư điện tử"),
        field!(free      tier,        Kind::Text,            "Tier",         "Hạng"),
        field!(free      owner,       Kind::Link("person"),  "Owner",        "Phụ trách", "Account Owner", "Sales Rep", "Owner Name", "Salesperson", "Assigned To", "Nhân viên", "Nhân viên phụ trách", "Nhân viên kinh doanh", "NVKD"),
        field!(free      coordinator, Kind::Link("person"),  "Coordinator",  "Điều phối"),
        field!(free      prefers,     Kind::Text,            "Prefers",      "Ưa"),
        field!(free      industry,    Kind::Code("industry"), "Industry",    "Ngành", "Sector", "Lĩnh vực"),
        field!(free      website,     Kind::Text,            "Website",      "Trang web", "Web Site", "Url"),
        field!(free      address,     Kind::Text,            "Address",      "Địa chỉ", "Street", "Billing Street", "Street Address"),
        field!(free      city,        Kind::Text,            "City",         "Tỉnh/Thành", "Billing City", "Province", "Tỉnh", "Thành phố"),
        field!(free      country,     Kind::Text,            "Country",      "Nước", "Billing Country"),
        field!(free      territory,   Kind::Text,            "Territory",    "Địa bàn"),
        field!(free      language,    Kind::Text,            "Language",     "Ngôn ngữ"),
        field!(free      zone,        Kind::Checked(zone),   "Time zone",    "Múi giờ"),
        field!(free      currency,    Kind::Checked(super::workspace::currency), "Currency", "Loại tiền"),
        field!(money Free credit,                            "Credit limit", "Hạn mức nợ", "Hạn mức"),
        field!(free      terms,       Kind::Text,            "Payment terms", "Điều khoản trả", "Điều khoản thanh toán"),
        field!(free      tax_code,    Kind::Text,            "Tax code",     "Mã số thuế", "MST", "VAT", "Tax Number", "Tax Id", "VAT Number", "VAT Id"),
        field!(free      parent,      Kind::Link("account"), "Part of",      "Thuộc", "Parent Account", "Parent Company", "Subsidiary Of", "Công ty mẹ"),
        field!(tags,                                         "Tags",         "Thẻ", "Nhóm khách hàng", "Nhóm khách"),
        field!(free      note,        Kind::Note,            "Note",         "Ghi chú", "Notes", "Description", "Mô tả"),
        field!(by_action created,     Kind::At,              "Created",      "Ngày tạo", "Created Time", "Created At", "Created On", "Created Date", "Create Date", "Thời gian tạo"),
        field!(by_action archived,    Kind::At,              "Archived",     "Lưu trữ lúc"),
        field!(by_action merged,   Kind::Link("account"),   "Merged into",  "Gộp vào"),
        field!(outside,                                      "Key",          "Mã", "Account Id", "Customer ID", "Organization Id", "Company Id", "Client Id", "Mã khách hàng", "Mã KH"),
    ];
    const PARTS: &'static [Part<Self>] = &[
        Part { key: "reaches", label: say("Reached at", "Liên lạc"), table: reach::TABLE, shared: true, grows: false,
               rows: |row| &row.reaches, rows_mut: |row| &mut row.reaches },
        Part { key: "tags", label: say("Tags", "Thẻ"), table: tag::TABLE, shared: true, grows: false,
               rows: |row| &row.tags, rows_mut: |row| &mut row.tags },
        Part { key: "aliases", label: say("Also called", "Còn gọi"), table: alias::TABLE, shared: true, grows: false,
               rows: |row| &row.aliases, rows_mut: |row| &mut row.aliases },
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }

    fn check(&self, world: &dyn World) -> Vec<Problem> {
        self.within_itself(world).map(|fault| fault.at(Self::WHOLE)).into_iter().collect()
    }
}

impl Account {
    /// The field that says of whom it is a part.
    pub const WHOLE: &str = "parent";

    /// That the one of which it is a part is itself, or a part of it.
    fn within_itself(&self, world: &dyn World) -> Option<Fault> {
        let parent = self.parent.filter(|_| self.id != 0)?;
        if parent == self.id {
            return Some(Fault::new(fault::ITSELF));
        }
        let name = |id| world.name(Self::KIND, id).unwrap_or_default();
        let leads_back = world.leads_to(Ref { kind: Self::KIND, id: parent }, Self::WHOLE, self.id);
        leads_back.then(|| Fault::new(health::is_part_of(&name(parent), &name(self.id))))
    }
}

impl Kept for Account {
    const KIND: &'static str = "account";
    const OWN: &'static [&'static str] = &["name", "tax_code"];
    const ALIKE: Option<Alike> = Some(Alike { of: "archived:", among: &["account"], apart: Some("tax_code") });
    const FOUND: Tier = Tier::Who;

    fn settle(&mut self, world: &dyn World) {
        reach::settle(&mut self.reaches, world);
        self.created.get_or_insert_with(|| world.instant());
    }

    fn face(&self, _: &dyn World) -> Face {
        let find = Find::name(&self.name).words([self.city.as_str()]).reaches(&self.reaches).key(&self.tax_code);
        let find = find.alike_firm(&self.reaches, &self.name, &self.tax_code, &self.aliases);
        let find = find.unless_archived(self.archived, &self.reaches);
        Face::quiet(&self.name, find.aliases(&self.aliases).unless(self.merged))
    }
}

/// Someone who works at an account, or stands on their own.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    pub id: Id,
    pub name: String,
    pub account: Option<Id>,
    pub title: String,
    pub owner: Option<Id>,
    pub language: String,
    pub prefers: String,
    pub note: String,
    pub source: Option<Id>,
    pub created: Option<Instant>,
    pub archived: Option<Instant>,
    /// The one that it turned out to be.
    pub merged: Option<Id>,
    pub reaches: Vec<Reach>,
    pub tags: Vec<Tag>,
    pub aliases: Vec<Alias>,
}

#[rustfmt::skip]
impl Record for Contact {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free      name,     Kind::Text,            "Name",      "Họ tên", "Contact Name", "Full Name", "Tên", "Contact Person", "Person", "Tên liên hệ", "Họ và tên", "Tên người liên hệ", "Người liên hệ"),
        field!(free      account,  Kind::Link("account"), "Company",   "Công ty", "Account Name", "Account", "Organization", "Company Name", "Customer", "Customer Name", "Organization Name", "Tên công ty", "Cty", "Khách hàng", "Associated Company"),
        field!(free      title,    Kind::Text,            "Title",     "Chức vụ", "Job Title", "Position", "Chức danh", "Organization Title"),
        field!(phone,                                     "Phone",     "Điện thoại", "Mobile", "Telephone", "SĐT", "Mobile Phone", "Cell", "Tel", "Di động", "Số điện thoại", "Số ĐT", "ĐT"),
        field!(email,                                     "E-mail",    "E-mail", "Email", "Mail", "Thư điện tử"),
        field!(free      owner,    Kind::Link("person"),  "Owner",     "Phụ trách", "Contact Owner", "Sales Rep", "Salesperson", "Assigned To", "Nhân viên", "Nhân viên phụ trách", "Nhân viên kinh doanh", "NVKD"),
        field!(free      prefers,  Kind::Text,            "Prefers",   "Ưa"),
        field!(free      language, Kind::Text,            "Language",  "Ngôn ngữ"),
        field!(free      source,   Kind::Code("source"),  "Source",    "Nguồn", "Lead Source"),
        field!(tags,                                      "Tags",      "Thẻ"),
        field!(free      note,     Kind::Note,            "Note",      "Ghi chú", "Background", "Notes", "Description"),
        field!(by_action created,  Kind::At,              "Created",   "Ngày tạo", "Created Time", "Created At", "Created On", "Created Date", "Create Date"),
        field!(by_action archived, Kind::At,              "Archived",  "Lưu trữ lúc"),
        field!(by_action merged,   Kind::Link("contact"),   "Merged into",  "Gộp vào"),
        field!(outside,                                   "Key",       "Mã", "Contact Id"),
    ];
    const PARTS: &'static [Part<Self>] = &[
        Part { key: "reaches", label: say("Reached at", "Liên lạc"), table: reach::TABLE, shared: true, grows: false,
               rows: |row| &row.reaches, rows_mut: |row| &mut row.reaches },
        Part { key: "tags", label: say("Tags", "Thẻ"), table: tag::TABLE, shared: true, grows: false,
               rows: |row| &row.tags, rows_mut: |row| &mut row.tags },
        Part { key: "aliases", label: say("Also called", "Còn gọi"), table: alias::TABLE, shared: true, grows: false,
               rows: |row| &row.aliases, rows_mut: |row| &mut row.aliases },
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }

    fn check(&self, _: &dyn World) -> Vec<Problem> {
        if self.name.is_empty() && self.reaches.is_empty() {
            return vec![Fault::new(fault::NAME_OR_REACH).at("name")];
        }
        Vec::new()
    }
}

impl Kept for Contact {
    const KIND: &'static str = "contact";
    const OWN: &'static [&'static str] = &["name"];
    /// The lead that one was is no duplicate of it.
    const ALIKE: Option<Alike> = Some(Alike { of: "archived:", among: &["contact"], apart: None });
    const LEANS: &'static [&'static str] = &["account"];
    const FOUND: Tier = Tier::Who;

    fn settle(&mut self, world: &dyn World) {
        reach::settle(&mut self.reaches, world);
        self.created.get_or_insert_with(|| world.instant());
    }

    fn face(&self, world: &dyn World) -> Face {
        let company = self.company(world);
        let title = if self.name.is_empty() { reach::title(&self.reaches) } else { self.name.clone() };
        let find = Find::name(&self.name).words([company.as_str()]).reaches(&self.reaches);
        let find = find
            .alike(&self.reaches, &self.name, &company, &self.aliases)
            .unless_archived(self.archived, &self.reaches);
        Face::quiet(title, find.aliases(&self.aliases).unless(self.merged))
    }
}

impl Contact {
    /// The field that says where they work.
    pub const COMPANY: &str = "account";

    /// What that is called; one that is not here is as it was written.
    pub fn company(&self, world: &dyn World) -> String {
        let called = match self.account {
            Some(id) => world.name(Account::KIND, id),
            None => world.in_words(Ref { kind: Self::KIND, id: self.id }, Self::COMPANY),
        };
        called.unwrap_or_default()
    }
}

impl Touched for Account {
    fn owner(&self) -> Option<Id> {
        self.owner
    }

    fn reaches(&self) -> &[Reach] {
        &self.reaches
    }
}

impl Touched for Contact {
    fn owner(&self) -> Option<Id> {
        self.owner
    }

    fn reaches(&self) -> &[Reach] {
        &self.reaches
    }

    fn subjects(&self) -> Vec<Id> {
        self.account.map(|id| Ref { kind: Account::KIND, id }.packed()).into_iter().collect()
    }
}
