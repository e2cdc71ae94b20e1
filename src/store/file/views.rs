//! What can be asked by SQL: a view of each kind and of each part that is its own, made from the tables of fields, so that
//! names stay though the tables beneath them change. What a column holds is told from the same tables.
use crate::domain::face::HEADS;
use crate::domain::field::{Head, Home};
use crate::domain::kind::Kind;
use crate::domain::kinds::{KINDS, Shape};
use crate::domain::money::Currency;
use crate::domain::reach::Sort;
use crate::domain::value::Choice;
use crate::lang::{Lang, Sentence, sql as said};

/// A view, and its columns.
#[derive(Clone, Debug)]
pub struct View {
    /// The name of a kind as scripts say it, of many: `leads`; of a part with it: `order_lines`.
    pub name: String,
    pub columns: Vec<Column>,
    pub(super) table: &'static str,
}

/// A column of a view.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: String,
    /// As SQL has it: `text`, `integer`, `real`.
    pub sort: &'static str,
    /// What stands in it.
    pub means: Sentence,
    sql: String,
}

/// Every view there is, for amounts of a currency.
pub fn views(currency: Currency) -> Vec<View> {
    KINDS.iter().flat_map(|shape| of_kind(shape, currency)).collect()
}

/// The name of the view of a kind.
fn view_name(shape: &Shape) -> String {
    shape.also.first().map_or(shape.kind, |many| many).replace('-', "_")
}

fn of_kind(shape: &Shape, currency: Currency) -> Vec<View> {
    let row = (shape.blank)();
    let mut columns = vec![Column::new("id", INTEGER, said::ID.into(), "t.id")];
    columns.extend(row.heads().into_iter().flat_map(|head| of_field(head, shape, &row.heads(), currency)));
    let due = HEADS.iter().find(|head| head.key == "due_at").map_or_else(Sentence::default, |head| head.label.into());
    for (key, means, sql) in [
        ("title", said::TITLE.into(), "t.called"),
        ("due_at", said::with(&due, &said::INSTANT.into()), &*at("t.due_at")),
        ("due_why", said::DUE_WHY.into(), "t.due_why"),
    ] {
        if !columns.iter().any(|column| column.name == key) {
            columns.push(Column::new(key, TEXT, means, sql));
        }
    }
    let mut views = vec![View { name: view_name(shape), table: shape.kind, columns }];
    for part in row.parts().into_iter().filter(|part| !part.shared) {
        let heads = part.rows.heads();
        let title = format!("(SELECT called FROM \"{}\" r WHERE r.id = t.parent)", shape.kind);
        let of = said::id_in(&view_name(shape));
        let mut columns = vec![
            Column::new("id", INTEGER, said::ID.into(), "t.id"),
            Column::new(shape.kind, TEXT, said::with(&shape.one.into(), &said::NAME.into()), &title),
            Column::new(&format!("{}_id", shape.kind), INTEGER, said::with(&shape.one.into(), &of), "t.parent"),
        ];
        columns.extend(heads.iter().flat_map(|head| of_field(head, shape, &heads, currency)));
        let name = format!("{}_{}", shape.kind, part.key).replace('-', "_");
        views.push(View { name, table: part.table, columns });
    }
    views
}

const TEXT: &str = "text";
const INTEGER: &str = "integer";
const REAL: &str = "real";

/// The columns that a field is: what it says, and beside a link its number, beside an amount its minor units.
fn of_field(head: &Head, shape: &Shape, heads: &[&'static Head], house: Currency) -> Vec<Column> {
    let (key, raw) = (head.key, format!("t.\"{}\"", head.key));
    let no = shape.no;
    let column = |sort, means: Sentence, sql: &str| Column::new(key, sort, said::with(&head.label.into(), &means), sql);
    let plain = |sort| vec![Column::new(key, sort, head.label.into(), &raw)];
    match (head.home, head.kind) {
        (Home::Reach(sort), _) => {
            let all = gathered("reach", "raw", no, &format!(" AND sort = '{}'", Sort::key(sort)));
            vec![column(TEXT, said::SEVERAL.into(), &all)]
        }
        (Home::Tags, _) => vec![column(TEXT, said::SEVERAL.into(), &gathered("tag", "tag", no, ""))],
        (Home::Column, Kind::At) => vec![column(TEXT, said::INSTANT.into(), &at(&raw))],
        (Home::Column, Kind::Day) => vec![column(TEXT, said::DAY.into(), &raw)],
        (Home::Column, Kind::Percent) => vec![column(REAL, said::PERCENT.into(), &format!("{raw} / 100.0"))],
        (Home::Column, Kind::Flag) => vec![column(INTEGER, said::FLAG.into(), &raw)],
        (Home::Column, Kind::Whole) => plain(INTEGER),
        (Home::Column, Kind::OneOf(all)) => {
            let all: Vec<&str> =
                all().into_iter().map(|(choice, _)| choice).filter(|choice| !choice.is_empty()).collect();
            vec![column(TEXT, said::one_of(&all), &raw)]
        }
        (Home::Column, Kind::Score) => vec![column(TEXT, said::SCORE.into(), &raw)],
        (Home::Column, Kind::Link(to)) => linked(head, &raw, to),
        (Home::Column, Kind::Code(_)) => linked(head, &raw, "code"),
        (Home::Column, Kind::Links(to)) => vec![column(TEXT, said::ids_in(&view_of_kind(to)), &raw)],
        (Home::Column, Kind::Several) => vec![column(TEXT, said::PACKED.into(), &raw)],
        (Home::Column, Kind::Any) => {
            let kinds: Vec<String> = KINDS.iter().map(|to| format!("WHEN {} THEN '{}'", to.no, to.kind)).collect();
            let kinds = kinds.join(" ");
            let means = |what| said::with(&head.label.into(), &Sentence::from(what));
            vec![
                Column::new(
                    &format!("{key}_kind"),
                    TEXT,
                    means(said::OF_KIND),
                    &format!("CASE {raw} & 63 {kinds} END"),
                ),
                Column::new(&format!("{key}_id"), INTEGER, means(said::ID), &format!("{raw} >> 6")),
            ]
        }
        (Home::Column, Kind::Money) => {
            let own = heads.iter().any(|head| head.key == "currency");
            let code =
                if own { format!("coalesce(t.currency, '{}')", house.code()) } else { format!("'{}'", house.code()) };
            let minor = said::with(&head.label.into(), &said::MINOR.into());
            vec![
                column(REAL, said::UNITS.into(), &format!("in_units({raw}, {code})")),
                Column::new(&format!("{key}_minor"), INTEGER, minor, &raw),
            ]
        }
        (Home::Column, Kind::Text) if key == "score_why" => vec![column(TEXT, said::SCORE_WHY.into(), &raw)],
        (Home::Column, Kind::Text | Kind::Note | Kind::Checked(_)) => plain(TEXT),
        (Home::Staff | Home::Guests | Home::Subjects | Home::Outside | Home::Nowhere, _) => Vec::new(),
    }
}

fn view_of_kind(kind: &str) -> String {
    KINDS.iter().find(|shape| shape.kind == kind).map_or_else(|| kind.to_owned(), view_name)
}

fn linked(head: &Head, raw: &str, to: &str) -> Vec<Column> {
    let name = format!("(SELECT called FROM \"{to}\" r WHERE r.id = {raw})");
    let means = |what: Sentence| said::with(&head.label.into(), &what);
    vec![
        Column::new(head.key, TEXT, means(said::NAME.into()), &name),
        Column::new(&format!("{}_id", head.key), INTEGER, means(said::id_in(&view_of_kind(to))), raw),
    ]
}

fn at(raw: &str) -> String {
    format!("strftime('%Y-%m-%dT%H:%M:%SZ', {raw}, 'unixepoch')")
}

fn gathered(table: &str, column: &str, no: i64, which: &str) -> String {
    format!("(SELECT group_concat({column}, ', ') FROM {table} p WHERE p.parent = t.id AND p.of_kind = {no}{which})")
}

impl Column {
    fn new(name: &str, sort: &'static str, means: Sentence, sql: &str) -> Self {
        Self { name: name.to_owned(), sort, means, sql: sql.to_owned() }
    }
}

impl View {
    /// What makes it.
    pub(super) fn sql(&self) -> String {
        let all: Vec<String> =
            self.columns.iter().map(|column| format!("{} AS \"{}\"", column.sql, column.name)).collect();
        format!("CREATE TEMP VIEW \"{}\" AS SELECT {} FROM main.\"{}\" t", self.name, all.join(", "), self.table)
    }

    /// Its columns, each with its type and what it means.
    pub fn told(&self, lang: Lang) -> Vec<Vec<String>> {
        let told =
            |column: &Column| vec![column.name.clone(), column.sort.to_owned(), column.means.to(lang).to_owned()];
        self.columns.iter().map(told).collect()
    }
}
