//! The first start: the five questions, and what a house needs before anything else.
use super::{About, Act, Action, Role};
use crate::domain::code::Code;
use crate::domain::deed::Deed;
use crate::domain::draft::fill;
use crate::domain::face::Kept;
use crate::domain::field::{Field, Record};
use crate::domain::holiday::Holiday;
use crate::domain::hours::{Holidays, Pattern};
use crate::domain::kind::Kind;
use crate::domain::person::{Person, Role as Standing};
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Problems};
use crate::domain::value::{Slot, Value};
use crate::domain::workspace::{self, Workspace};
use crate::domain::world::World;
use crate::field;
use crate::lang::{Lang, Text, say};
use crate::store::{Store, Tx};
use anyhow::Result;
use chrono::NaiveDate;

/// The answers of the first start.
#[derive(Clone, Default)]
pub struct Answers {
    pub me: String,
    pub language: String,
    pub company: String,
    pub zone: String,
    pub currency: String,
    pub hours: String,
}

#[rustfmt::skip]
impl Record for Answers {
    const FIELDS: &'static [Field<Self>] = &[
        field!(required me,       Kind::Text, "Your name",     "Tên bạn"),
        field!(required language, Kind::Text, "Language",      "Ngôn ngữ"),
        field!(required company,  Kind::Text, "Company",       "Công ty"),
        field!(required zone,     Kind::Text, "Time zone",     "Múi giờ"),
        field!(required currency, Kind::Text, "Base currency", "Tiền chính"),
        field!(required hours,    Kind::Text, "Working hours", "Giờ làm việc"),
    ];
}

/// Rows that a new house begins with, as its file of lists gives them.
#[derive(serde::Deserialize)]
struct Begin {
    code: Vec<BeginCode>,
    policy: Vec<BeginPolicy>,
}

#[derive(serde::Deserialize)]
struct BeginCode {
    list: String,
    name: String,
    en: String,
    vi: String,
}

#[derive(serde::Deserialize)]
struct BeginPolicy {
    area: String,
    name: String,
    #[serde(default)]
    condition: String,
    value: i64,
    en: String,
    vi: String,
}

const LISTS: &str = include_str!("../../assets/begin.toml");

/// What the first start is called in the journal.
pub const BEGIN: &str = "begin";
pub(super) const BEGUN: Text = say("set up", "lập ban đầu");

impl Answers {
    /// What is proposed: the login name, and what most houses have.
    pub fn proposed(login: &str, lang: Lang) -> Self {
        Self {
            me: login.to_owned(),
            language: if lang == Lang::Vi { "vi" } else { "en" }.to_owned(),
            company: say("My company", "Công ty tôi").to(lang).to_owned(),
            zone: "Asia/Ho_Chi_Minh".to_owned(),
            currency: "VND".to_owned(),
            hours: Pattern::default().text(lang),
        }
    }

    /// What holds now.
    fn of(house: &Workspace, world: &dyn World) -> Self {
        Self {
            me: world.name(Person::KIND, world.me()).unwrap_or_default(),
            language: house.language.clone(),
            company: house.name.clone(),
            zone: house.zone.clone(),
            currency: house.currency.code().to_owned(),
            hours: house.hours.clone(),
        }
    }

    /// Puts them into the workspace; problems stand at the questions.
    fn fill(&self, house: &mut Workspace, world: &dyn World) -> Result<()> {
        let given = [
            ("name", &self.company),
            ("language", &self.language),
            ("zone", &self.zone),
            ("currency", &self.currency),
            ("hours", &self.hours),
        ]
        .map(|(key, text)| (key.to_owned(), text.clone()));
        fill(house, &given, world).map_err(|problems| Self::asked(problems, "company"))
    }

    /// Names who answers.
    fn name(&self, me: &mut Person, world: &dyn World) -> Result<()> {
        fill(me, &[("name".to_owned(), self.me.clone())], world).map_err(|problems| Self::asked(problems, "me"))
    }

    /// A name is called what its question calls it.
    fn asked(problems: Problems, name: &str) -> anyhow::Error {
        let name = |p: Problem| if p.field == "name" { p.fault.at(name) } else { p };
        Problems(problems.0.into_iter().map(name).collect()).into()
    }
}

/// What is done to the house.
pub(super) static ACTIONS: &[&dyn Act] = &[&SETTINGS];

/// Changes what the first start asked, the name of who asks too.
static SETTINGS: Action<Workspace, Answers> = Action {
    about: About::new("settings", Role::Quiet, say("settings", "cài đặt"), say("changed", "đã đổi")),
    start: |houses, world| houses.first().map_or_else(Answers::default, |house| Answers::of(house, world)),
    propose: |_, _, _| Ok(Vec::new()),
    ready: |_, _| Ok(()),
    ready_row: |_, _| Ok(()),
    run: |tx, house, answers| {
        answers.fill(house, &**tx)?;
        let mut me: Person = tx.get(tx.me())?;
        if me.name != answers.me {
            answers.name(&mut me, &**tx)?;
            tx.save(&mut me)?;
        }
        Ok(())
    },
};

/// Makes the workspace, its first person and all that it begins with; nothing, if any answer will not do.
pub fn begin(store: &mut Store, answers: &Answers) -> Result<()> {
    let mut house = Workspace { country: "VN".to_owned(), ..Workspace::default() };
    answers.fill(&mut house, &**store)?;
    let mut me = Person { role: Standing::Coordinator, login: answers.me.clone(), ..Person::default() };
    answers.name(&mut me, &**store)?;
    let deed =
        Deed { kind: "workspace".into(), act: BEGIN.into(), title: house.name.clone(), count: 1, said: String::new() };
    store.write(&deed, |tx| {
        // The person first: everything else is made by someone.
        tx.save(&mut me)?;
        tx.save(&mut house)?;
        lists(tx)?;
        days(tx, &house)
    })?;
    store.session_mut().who = me.id;
    follow(store, &Workspace::default());
    debug_assert_eq!(house.id, workspace::ONLY);
    Ok(())
}

/// Speaks the language of the house, and reads its clock, where either is another than it was.
pub fn follow(store: &mut Store, was: &Workspace) {
    let house = store.workspace();
    let session = store.session_mut();
    if house.language != was.language {
        session.lang = if house.language == "vi" { Lang::Vi } else { Lang::En };
    }
    if house.zone != was.zone
        && let Ok(zone) = house.zone.parse::<chrono_tz::Tz>()
    {
        session.now = session.now.with_timezone(&zone);
    }
}

/// The names of what a new house has in a list.
pub fn begun_with(list: &str) -> Vec<String> {
    let begin: Option<Begin> = toml::from_str(LISTS).ok();
    let codes = begin.map(|begin| begin.code).unwrap_or_default();
    codes.into_iter().filter(|code| code.list == list).map(|code| code.name).collect()
}

fn lists(tx: &Tx) -> Result<()> {
    let begin: Begin = toml::from_str(LISTS)?;
    for (rank, code) in (1_i64..).zip(begin.code) {
        let mut row = Code { name: code.name, en: code.en, vi: code.vi, rank, ..Code::default() };
        row.list.put(Value::Text(code.list)).map_err(Problems::from)?;
        tx.save(&mut row)?;
    }
    for policy in begin.policy {
        let mut row =
            Policy { name: policy.name, condition: policy.condition, value: policy.value, ..Policy::default() };
        (row.en, row.vi, row.version) = (policy.en, policy.vi, 1);
        row.area.put(Value::Text(policy.area)).map_err(Problems::from)?;
        tx.save(&mut row)?;
    }
    Ok(())
}

fn days(tx: &Tx, house: &Workspace) -> Result<()> {
    let week = Pattern::parse(&house.hours).map_err(Problems::from)?;
    let all = Holidays::of(&house.country).observed(&week);
    for (day, exception) in all.since(NaiveDate::MIN) {
        let name = exception.name.to(tx.lang()).to_owned();
        tx.save(&mut Holiday { day: Some(day), name, ..Holiday::default() })?;
    }
    Ok(())
}

/// Where nobody was set at the first start: the login name becomes a person, in an entry of its own.
pub fn enlist(store: &mut Store, login: &str) -> Result<()> {
    let mut me =
        Person { name: login.to_owned(), login: login.to_owned(), role: Standing::Coordinator, ..Person::default() };
    let deed =
        Deed { kind: "person".into(), act: "add".into(), title: login.to_owned(), count: 1, said: String::new() };
    store.write(&deed, |tx| tx.save(&mut me))?;
    store.session_mut().who = me.id;
    Ok(())
}
