//! A large made-up workspace, for measuring.
use super::output::document;
use super::{Env, Format, Output, Usage};
use crate::demo::crowd::{self, Size};
use crate::domain::kinds::shape;
use crate::domain::world::World;
use crate::lang::usage;
use anyhow::Result;
use clap::Args;
use serde_json::json;

#[derive(Args)]
pub struct Generate {
    /// How many leads
    #[arg(long, default_value_t = 0, value_name = "N")]
    leads: usize,
    /// How many customers
    #[arg(long, default_value_t = 0, value_name = "N")]
    accounts: usize,
    /// How many contacts; else one a customer
    #[arg(long, value_name = "N")]
    contacts: Option<usize>,
    /// How many orders
    #[arg(long, default_value_t = 0, value_name = "N")]
    orders: usize,
    /// How many lines of orders; else three an order
    #[arg(long, value_name = "N")]
    lines: Option<usize>,
    /// The same seed makes the same workspace at the same time: all is dated back from now, which --now sets
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

impl Generate {
    /// Fills a file in which nobody has worked yet.
    pub fn run(self, env: &mut Env) -> Result<Output> {
        for kind in ["account", "contact", "lead", "order", "product"] {
            if env.store.length(kind)? > 0 {
                return Err(Usage(usage::not_empty(&env.store.path().display().to_string())).into());
            }
        }
        let size = Size {
            leads: self.leads,
            accounts: self.accounts,
            contacts: self.contacts.unwrap_or(self.accounts),
            orders: self.orders,
            lines: self.lines.unwrap_or(3 * self.orders),
        };
        crowd::fill(&mut env.store, &size, self.seed, &mut |_, _| true)?;
        if env.format != Format::Text {
            let Size { leads, accounts, contacts, orders, lines } = size;
            let made = json!({
                "leads": leads, "accounts": accounts, "contacts": contacts, "orders": orders, "lines": lines,
                "seed": self.seed,
            });
            return document(env.format, &made);
        }
        let made =
            [("account", size.accounts), ("contact", size.contacts), ("lead", size.leads), ("order", size.orders)];
        let lang = env.store.lang();
        let told = |(kind, count): (&str, usize)| Some(shape(kind)?.count(count as u64).to(lang).to_owned());
        Ok(Output::text(made.into_iter().filter_map(told).collect::<Vec<_>>().join(" · ")))
    }
}
