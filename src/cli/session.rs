//! Who acts, when and in which language: by the words, the environment and the workspace.
use super::{Args, Tongue, Usage, clock};
use crate::act::setup;
use crate::config;
use crate::domain::value::Id;
use crate::domain::world::{Hit, World};
use crate::lang::{Lang, fault, usage};
use crate::store::file::copies;
use crate::store::{Missing, Session, Store, Unusable};
use anyhow::{Context, Result};
use chrono::DateTime;
use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The language that was asked for, else that of the environment.
pub(super) fn language(args: &Args) -> Lang {
    args.lang.map_or_else(from_environment, |tongue| match tongue {
        Tongue::Vi => Lang::Vi,
        Tongue::En => Lang::En,
    })
}

/// When, and in which language, as the words say; who and where is known by the workspace.
pub(super) fn session(args: &Args) -> Result<Session> {
    let lang = language(args);
    let now = match &args.now {
        Some(text) => DateTime::parse_from_rfc3339(text).map_err(|_| Usage(usage::not_an_instant(text)))?.to_utc(),
        None => clock(),
    };
    let started = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |at| at.as_nanos());
    let sitting = i64::try_from(started % (i64::MAX as u128)).unwrap_or(0);
    Ok(Session { lang, now: now.with_timezone(&chrono_tz::Asia::Ho_Chi_Minh), who: 0, sitting })
}

/// The language of the environment.
pub(super) fn from_environment() -> Lang {
    let set = ["LC_ALL", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if set.is_some_and(|value| value.to_lowercase().starts_with("vi")) { Lang::Vi } else { Lang::En }
}

/// `begins`: a workspace is made where there is no file.
pub(super) fn open(path: &Path, session: Session, read_only: bool, begins: bool) -> Result<Store> {
    if !begins && !path.exists() {
        return Err(Unusable::NoFile).with_context(|| path.display().to_string());
    }
    if !begins {
        copies::filled(path).with_context(|| path.display().to_string())?;
    }
    if let Some(folder) = path.parent().filter(|folder| begins && !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(Unusable::from).with_context(|| folder.display().to_string())?;
    }
    let store = if read_only { Store::open_read_only(path, session) } else { Store::open(path, session) };
    store.with_context(|| path.display().to_string())
}

/// Who acts, in which language and zone, by the workspace and the words.
pub(super) fn settle(store: &mut Store, args: &Args, begun: bool) -> Result<()> {
    let (zone, language) = (store.workspace().zone.parse::<chrono_tz::Tz>(), store.workspace().language.clone());
    let session = store.session_mut();
    if let Ok(zone) = zone {
        session.now = session.now.with_timezone(&zone);
    }
    if begun && args.lang.is_none() && std::env::var("LINCHPIN_LANG").is_err() {
        session.lang = if language == "vi" { Lang::Vi } else { Lang::En };
    }
    store.session_mut().who = who(store, args)?;
    if store.session.who == 0 && !store.is_read_only() {
        let login = args.who.clone().unwrap_or_else(config::login);
        let login = if login.is_empty() { "me".to_owned() } else { login };
        if begun {
            setup::enlist(store, &login)?;
        } else {
            let lang = store.session.lang;
            setup::begin(store, &setup::Answers::proposed(&login, lang))?;
        }
    }
    Ok(())
}

/// The one named, else whose login name it is, else the person of the first start.
fn who(store: &Store, args: &Args) -> Result<Id> {
    let people = store.people();
    let logged = |login: &str| people.iter().find(|p| !login.is_empty() && p.login == login).map(|p| p.id);
    if let Some(name) = &args.who {
        match (store.find("person", name), logged(name)) {
            // It says `me`: whoever that is where nobody is named.
            (Hit::One(0), _) => {}
            // Of several who are called so, the one who logs in so is meant.
            (Hit::One(id), _) | (_, Some(id)) => return Ok(id),
            (Hit::Many(names), _) => return Err(Usage(fault::several(name, &names)).into()),
            (Hit::None, _) if people.is_empty() => return Ok(0),
            (Hit::None, _) => return Err(Missing("person".to_owned(), name.clone()).into()),
        }
    }
    Ok(logged(&config::login()).or_else(|| people.iter().map(|p| p.id).min()).unwrap_or(0))
}
