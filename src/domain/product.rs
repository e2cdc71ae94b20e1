//! What is sold: by which name and code, at which price, in which unit, and how much of it is there.
use super::alias::{self, Alias};
use super::face::{Face, Find, Kept};
use super::field::{Field, Part, Record};
use super::kind::Kind;
use super::money::Currency;
use super::problem::{Fault, Problem};
use super::tag::{self, Tag};
use super::value::{Id, Instant, Slot};
use super::workspace::currency;
use super::world::World;
use crate::field;
use crate::lang::{fault, say};

/// Something that is sold.
#[derive(Clone, Debug)]
pub struct Product {
    pub id: Id,
    pub name: String,
    pub code: String,
    /// Of one unit, in the currency's minor unit.
    pub price: Option<i64>,
    pub currency: Currency,
    /// What quantities count: a bag, a carton.
    pub unit: String,
    /// How many of the next smaller measure a unit holds: a bag of 25 (kg).
    pub factor: Option<i64>,
    /// How many units are there; nothing where nobody counts.
    pub stock: Option<i64>,
    /// Whether it is still sold.
    pub active: bool,
    pub note: String,
    pub created: Option<Instant>,
    pub archived: Option<Instant>,
    /// The one that it turned out to be.
    pub merged: Option<Id>,
    pub tags: Vec<Tag>,
    pub aliases: Vec<Alias>,
}

impl Default for Product {
    fn default() -> Self {
        Self {
            id: 0,
            name: String::new(),
            code: String::new(),
            price: None,
            currency: Currency::default(),
            unit: String::new(),
            factor: None,
            stock: None,
            active: true,
            note: String::new(),
            created: None,
            archived: None,
            merged: None,
            tags: Vec::new(),
            aliases: Vec::new(),
        }
    }
}

#[rustfmt::skip]
impl Record for Product {
    const FIELDS: &'static [Field<Self>] = &[
        field!(free      name,     Kind::Text,     "Product",      "Sản phẩm", "Name", "Product Name", "Tên", "Tên hàng", "Item", "Item Name", "Tên sản phẩm", "Mặt hàng", "Hàng hoá", "Tên mặt hàng", "Tên hàng hoá", "Tên SP", "Tên vật tư"),
        field!(free      code,     Kind::Text,     "Code",         "Mã hàng", "Product Code", "SKU", "Stock Code", "Item Code", "Item No", "Mã sản phẩm", "Mã SP", "Item Number", "Mã", "Mã SKU", "Mã hàng hoá", "Mã vật tư"),
        field!(money Free price,                   "Price",        "Đơn giá", "Unit Price", "List Price", "Sales Price", "MSRP", "Giá bán", "Giá", "Giá niêm yết", "Giá bán lẻ", "Sale Price", "Selling Price", "Retail Price", "Rate"),
        field!(free      currency, Kind::Checked(currency), "Currency", "Loại tiền"),
        field!(free      unit,     Kind::Text,     "Unit",         "Đơn vị", "Đơn vị tính", "ĐVT", "UOM"),
        field!(free      factor,   Kind::Whole,    "Holds",        "Quy đổi"),
        field!(free      stock,    Kind::Whole,    "Stock",        "Tồn kho", "Quantity In Stock", "Units In Stock", "In Stock", "Inventory", "Số tồn", "Số lượng tồn", "SL tồn", "On Hand", "Quantity On Hand", "Stock On Hand"),
        field!(free      active,   Kind::Flag,     "Sold",         "Đang bán", "Product Active", "Active", "Đang kinh doanh"),
        field!(tags,                               "Tags",         "Thẻ", "Tag", "Product Category", "Category", "Nhóm hàng", "Danh mục", "Loại hàng"),
        field!(free      note,     Kind::Note,     "Note",         "Ghi chú", "Description", "Mô tả"),
        field!(by_action created,  Kind::At,       "Created",      "Ngày tạo", "Created Time", "Created At", "Created On", "Created Date"),
        field!(by_action archived, Kind::At,       "Archived",     "Lưu trữ lúc"),
        field!(by_action merged,   Kind::Link("product"),   "Merged into",  "Gộp vào"),
        field!(outside,                            "Key",          "Mã", "Product Id"),
    ];
    const PARTS: &'static [Part<Self>] = &[
        Part { key: "tags", label: say("Tags", "Thẻ"), table: tag::TABLE, shared: true, grows: false,
               rows: |row| &row.tags, rows_mut: |row| &mut row.tags },
        Part { key: "aliases", label: say("Also called", "Còn gọi"), table: alias::TABLE, shared: true, grows: false,
               rows: |row| &row.aliases, rows_mut: |row| &mut row.aliases },
    ];

    fn id(&self) -> Id { self.id }
    fn set_id(&mut self, id: Id) { self.id = id; }

    fn check(&self, world: &dyn World) -> Vec<Problem> {
        if self.name.is_empty() && self.code.is_empty() {
            return vec![Fault::new(fault::NAME_OR_CODE).at("name")];
        }
        // What is archived is found by its code no more.
        let other = (!self.code.is_empty() && self.archived.is_none()).then(|| world.code_taken(&self.code, self.id));
        other.flatten().map(|name| Fault::new(fault::code_taken(&self.code, &name)).at("code")).into_iter().collect()
    }
}

impl Kept for Product {
    const KIND: &'static str = "product";
    const OWN: &'static [&'static str] = &["name", "code"];

    fn begin(&mut self, world: &dyn World) {
        self.currency = world.currency();
    }

    fn settle(&mut self, world: &dyn World) {
        self.created.get_or_insert_with(|| world.instant());
    }

    fn face(&self, _: &dyn World) -> Face {
        let called = if self.name.is_empty() { &self.code } else { &self.name };
        let names = [&self.name, &self.code].into_iter().filter(|name| !name.is_empty()).cloned().collect();
        let find = Find { names, ..Find::default() }.key(&self.code).aliases(&self.aliases);
        Face::quiet(called, find.unless(self.merged))
    }
}
