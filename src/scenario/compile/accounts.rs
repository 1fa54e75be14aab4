//! Account groups, accounts, handle times: who the accounts are, the same in every replication.
//!
//! In: `[groups]`, the files of accounts that they name, the number of the population. Out: [`Groups`]: groups and
//! accounts with what they bring and are worth. Must not know: staffings, who serves an account.

use std::collections::BTreeSet;

use super::hours::Week;
use super::laws::endless;
use super::{Door, at};
use crate::distribution::Law;
use crate::model::{Account, ByInterval, Calendar, Group, HandleTime, Patience};
use crate::random::{Purpose, Streams, subject};
use crate::scenario::file::{Accounts, ByReason, Group as FileGroup, Reasons, Table};
use crate::scenario::problem::Step;

/// What the groups come to.
#[expect(clippy::struct_field_names, reason = "groups are one of the things that groups come to")]
pub(super) struct Groups {
    pub(super) groups: Vec<Group>,
    pub(super) handle_times: Vec<HandleTime>,
    pub(super) accounts: Vec<Account>,
    pub(super) account_names: Vec<String>,
    pub(super) sectors: usize,
}

/// An account as a file or a count gives it; what is `None` is drawn.
#[derive(Debug, Clone, Default)]
struct Given {
    name: String,
    sector: Option<u16>,
    area: Option<u16>,
    complexity: Option<f64>,
    value: Option<f64>,
    weight: Option<f64>,
}

/// Columns of a file of accounts.
const COLUMNS: [&str; 6] = ["account", "sector", "area", "complexity", "value", "weight"];

/// Which of so many parts each account belongs to: dealt out evenly, in a drawn order.
fn dealt(population: Streams, purpose: Purpose, keys: &[u64], parts: u32) -> Vec<u16> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|account| (population.draw(purpose, keys[*account], 0).bits(), keys[*account]));
    let mut part_of = vec![0; keys.len()];
    for (place, account) in order.into_iter().enumerate() {
        part_of[account] = (place as u32 % parts) as u16;
    }
    part_of
}

impl Door<'_> {
    pub(super) fn groups(&mut self, calendar: &Calendar, weeks: &[Week]) -> Groups {
        let mut out = Groups {
            groups: Vec::new(),
            handle_times: Vec::new(),
            accounts: Vec::new(),
            account_names: Vec::new(),
            sectors: 1,
        };
        let mut seen = BTreeSet::new();
        for (index, (name, group)) in self.scenario.groups.iter().enumerate() {
            self.check_channel_names(name, group);
            let given = self.given_accounts(name, group);
            for (number, account) in given.iter().enumerate() {
                let mut at = at!("groups", name, "accounts").to_vec();
                // Names of a count stand nowhere.
                if !matches!(group.accounts, Accounts::Count(_)) {
                    at.push(Step::Index(number));
                }
                self.check_name("an account", &account.name, &at);
                if !seen.insert(account.name.clone()) {
                    let message = format!("account `{}` is named twice", account.name);
                    self.say("twice", &at, message, "again", "an account has one group");
                }
            }
            self.add_accounts(index as u16, name, group, &given, &mut out);
            let facts = self.group(index, name, group, calendar, weeks);
            out.groups.push(facts);
            let times = self.handle_times(name, group, calendar, weeks);
            out.handle_times.extend(times);
        }
        out
    }

    fn check_channel_names(&mut self, name: &str, group: &FileGroup) {
        let scenario = self.scenario;
        let check = |door: &mut Self, key: &str, names: Vec<&str>| {
            for channel in names {
                door.find(&scenario.channels, "channel", channel, at!("groups", name, key, channel));
            }
        };
        check(self, "requests_per_day", group.requests_per_day.names());
        check(self, "handle_time", group.handle_time.names());
        check(self, "patience", group.patience.names());
        check(self, "profile", group.profile.names());
        check(self, "balk", group.balk.names());
        if let Some(Reasons::ByChannel(table)) = &group.reasons {
            check(self, "reasons", table.names());
        }
    }

    fn given_accounts(&mut self, name: &str, group: &FileGroup) -> Vec<Given> {
        let plain = |name: String| Given { name, ..Given::default() };
        match &group.accounts {
            Accounts::Count(0) => self.no_accounts(name),
            Accounts::Names(names) if names.is_empty() => self.no_accounts(name),
            Accounts::Count(count) => {
                let width = count.to_string().len().max(3);
                (1..=*count).map(|number| plain(format!("{name}-{number:0width$}"))).collect()
            }
            Accounts::Names(names) => names.iter().cloned().map(plain).collect(),
            Accounts::File(file) => self.account_file(&file.file, name),
        }
    }

    fn no_accounts(&mut self, name: &str) -> Vec<Given> {
        let message = format!("group `{name}` has no accounts");
        self.say("empty", at!("groups", name, "accounts"), message, "none", "give at least one");
        Vec::new()
    }

    fn account_file(&mut self, file: &str, group: &str) -> Vec<Given> {
        let Some(csv) = self.csv(file, &COLUMNS, at!("groups", group, "accounts", "file")) else {
            return Vec::new();
        };
        let mut accounts = Vec::new();
        for row in &csv.rows {
            // Without a name it is told already.
            let Some(name) = csv.field(row, "account") else { continue };
            let path = at!("groups", group, "accounts", accounts.len()).to_vec();
            self.rows_of.insert(path, csv.file_place(row, "account"));
            let mut number = |column: &str, most: f64| self.csv_number(&csv, row, column, (0.0, most));
            accounts.push(Given {
                sector: number("sector", 60_000.0).map(|sector| sector as u16),
                area: number("area", 60_000.0).map(|area| area as u16),
                complexity: number("complexity", f64::MAX),
                value: number("value", f64::MAX),
                weight: number("weight", f64::MAX),
                name: name.to_string(),
            });
        }
        accounts
    }

    /// Draws what is not given, and shares the group's volume out.
    fn add_accounts(&mut self, index: u16, name: &str, group: &FileGroup, given: &[Given], out: &mut Groups) {
        let at = |key: &str| vec![Step::from("groups"), name.into(), key.into()];
        let spread = group.spread.as_ref().and_then(|law| self.law(law, Some(1.0), &at("spread")));
        let value = group.value.as_ref().and_then(|law| self.law(law, None, &at("value")));
        let complexity = group.complexity.as_ref().and_then(|law| self.law(law, None, &at("complexity")));
        let population = self.population;
        let drawn = |law: &Option<Law>, purpose: Purpose, key: u64, default: f64| {
            law.as_ref().map_or(default, |law| law.sample(&mut population.draw(purpose, key, 0)))
        };
        let keys: Vec<u64> = given.iter().map(|account| subject(&account.name)).collect();
        let weights: Vec<f64> = given
            .iter()
            .zip(&keys)
            .map(|(account, key)| {
                account.weight.unwrap_or_else(|| drawn(&spread, Purpose::AccountSize, *key, 1.0))
            })
            .collect();
        let total: f64 = weights.iter().sum();
        if total <= 0.0 && !given.is_empty() {
            let message = "all accounts of the group have weight 0";
            self.say(
                "range",
                &at("accounts"),
                message,
                "no volume",
                "give one of them at least a weight above 0",
            );
            return;
        }
        let (sectors, areas) = (group.sectors.unwrap_or(1), group.areas.unwrap_or(1));
        out.sectors = out.sectors.max(sectors as usize);
        // Each dealt out in an order of its own, so that who shares a sector shares an area by chance only.
        let dealt_sectors = dealt(population, Purpose::Sector, &keys, sectors);
        let dealt_areas = dealt(population, Purpose::Area, &keys, areas);
        for (number, ((account, key), weight)) in given.iter().zip(keys).zip(weights).enumerate() {
            let rates =
                self.scenario.channels.names().into_iter().map(|channel| {
                    group.requests_per_day.get(channel).copied().unwrap_or(0.0) * weight / total
                });
            let sector = account.sector.unwrap_or(dealt_sectors[number]);
            out.sectors = out.sectors.max(usize::from(sector) + 1);
            out.accounts.push(Account {
                key,
                group: index,
                sector,
                area: account.area.unwrap_or(dealt_areas[number]),
                complexity: account
                    .complexity
                    .unwrap_or_else(|| drawn(&complexity, Purpose::Complexity, key, 1.0)),
                value: account.value.unwrap_or_else(|| drawn(&value, Purpose::Value, key, 0.0)),
                requests_per_day: rates.collect(),
            });
            out.account_names.push(account.name.clone());
        }
    }

    fn group(
        &mut self,
        index: usize,
        name: &str,
        group: &FileGroup,
        calendar: &Calendar,
        weeks: &[Week],
    ) -> Group {
        let scenario = self.scenario;
        let channels = scenario.channels.len();
        let by_channel = scenario.channels.names().into_iter().map(|channel| {
            let nothing = Table::default();
            let (table, path) = match &group.reasons {
                None => (&nothing, at!("groups", name, "reasons").to_vec()),
                Some(Reasons::Same(table)) => (table, at!("groups", name, "reasons").to_vec()),
                Some(Reasons::ByChannel(tables)) => (
                    tables.get(channel).unwrap_or(&nothing),
                    at!("groups", name, "reasons", channel).to_vec(),
                ),
            };
            self.cumulative_shares(name, table, &path)
        });
        let cumulative: Vec<Vec<f64>> = by_channel.collect();
        let mut reasons = scenario.reasons.names();
        // As everywhere, in the order of their names.
        reasons.sort_unstable();
        let follow_up: Vec<f64> = match group.follow_up.as_ref().map(|follow_up| &follow_up.share) {
            None => vec![0.0; reasons.len().max(1)],
            Some(ByReason::Same(share)) => vec![*share; reasons.len().max(1)],
            Some(ByReason::Each(table)) => {
                for reason in table.names() {
                    self.find(
                        &scenario.reasons,
                        "reason",
                        reason,
                        at!("groups", name, "follow_up", "share", reason),
                    );
                }
                if table.is_empty() {
                    let help = "write a share, such as 0.05, or shares by reason: { order = 0.05 }";
                    self.say(
                        "missing_key",
                        at!("groups", name, "follow_up", "share"),
                        "no share of follow-ups is given",
                        "empty",
                        help,
                    );
                }
                let share = |reason: &&str| table.get(reason).copied().unwrap_or(0.0);
                // Without reasons all contacts have one.
                let shares = reasons.iter().map(share).chain(reasons.is_empty().then_some(0.0));
                shares.collect()
            }
        };
        let delay = group.follow_up.as_ref().and_then(|follow_up| {
            self.seconds_law(&follow_up.delay, at!("groups", name, "follow_up", "delay"))
        });
        let delay = delay.unwrap_or_else(endless);
        let patience = scenario.channels.iter().enumerate().map(|(number, (channel, facts))| {
            let own = (group.patience.get(channel), group.balk.get(channel));
            if own == (None, None) {
                return None;
            }
            let balk = own.1.copied().unwrap_or(facts.balk);
            match own.0.or(facts.patience.as_ref()) {
                Some(given) => {
                    let at = at!("groups", name, "patience", channel);
                    self.patience(given, balk, calendar, &weeks[number], at)
                }
                None => Some(Patience { law: ByInterval::constant(endless()), balk }),
            }
        });
        Group {
            patience: patience.collect::<Vec<Option<Patience>>>(),
            key: subject(name),
            reasons: cumulative,
            follow_up: vec![follow_up; channels],
            follow_up_delay: vec![delay; channels],
            profile: (0..channels).map(|channel| index * channels + channel).collect(),
        }
    }

    /// Shares of reasons, summed up; the last is 1.
    fn cumulative_shares(&mut self, name: &str, table: &Table<f64>, path: &[Step]) -> Vec<f64> {
        let scenario = self.scenario;
        let mut reasons = scenario.reasons.names();
        // As everywhere, in the order of their names.
        reasons.sort_unstable();
        let count = reasons.len().max(1);
        if self.problems.iter().any(|problem| problem.path.starts_with(path)) {
            // Said already, for another channel.
            return vec![1.0; count];
        }
        for reason in table.names() {
            self.find(&scenario.reasons, "reason", reason, &[path, at!(reason)].concat());
        }
        let shares: Vec<f64> = if table.is_empty() {
            vec![1.0 / count as f64; count]
        } else {
            reasons.iter().map(|reason| table.get(reason).copied().unwrap_or(0.0)).collect()
        };
        let total: f64 = shares.iter().sum();
        if (total - 1.0).abs() > 1e-6 {
            let message = format!("the shares of reasons of `{name}` add up to {total:.3}, not to 1");
            self.say("shares", path, message, "should add up to 1", "divide each by their sum");
        }
        let mut sum = 0.0;
        let mut cumulative: Vec<f64> = shares
            .iter()
            .map(|share| {
                sum += share;
                sum
            })
            .collect();
        if let Some(last) = cumulative.last_mut() {
            *last = 1.0;
        }
        cumulative
    }
}
