//! Account groups, accounts, handle times: who the accounts are, the same in every replication.

use std::collections::BTreeSet;

use super::hours::Week;
use super::{Door, at, endless};
use crate::distribution::Law;
use crate::model::{Account, ByInterval, Calendar, Group, HandleTime, Patience};
use crate::random::{Purpose, subject};
use crate::scenario::file::{
    Accounts, By, ByReason, Group as FileGroup, HandleTime as FileHandleTime, Table,
};
use crate::scenario::problem::Step;

/// What the groups come to.
pub(super) struct Groups {
    #[expect(clippy::struct_field_names, reason = "the groups of the groups' accounts")]
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
            for account in &given {
                if !seen.insert(account.name.clone()) {
                    let message = format!("account `{}` is named twice", account.name);
                    self.say(
                        "twice",
                        at!("groups", name, "accounts"),
                        message,
                        "again",
                        "an account has one group",
                    );
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
        for reason in group.reasons.names() {
            self.find(&scenario.reasons, "reason", reason, at!("groups", name, "reasons", reason));
        }
        for (channel, rate) in group.requests_per_day.iter() {
            if !rate.is_finite() || *rate < 0.0 {
                let at = at!("groups", name, "requests_per_day", channel);
                self.say("range", at, format!("requests per day cannot be {rate}"), "below 0", "");
            }
        }
    }

    fn given_accounts(&mut self, name: &str, group: &FileGroup) -> Vec<Given> {
        let plain = |name: String| Given { name, ..Given::default() };
        match &group.accounts {
            Accounts::Count(0) => {
                let message = format!("group `{name}` has no accounts");
                self.say("empty", at!("groups", name, "accounts"), message, "none", "give at least one");
                Vec::new()
            }
            Accounts::Count(count) => {
                let width = count.to_string().len().max(3);
                (1..=*count).map(|number| plain(format!("{name}-{number:0width$}"))).collect()
            }
            Accounts::Names(names) => names.iter().cloned().map(plain).collect(),
            Accounts::File(file) => self.account_file(&file.file, name),
        }
    }

    fn account_file(&mut self, file: &str, group: &str) -> Vec<Given> {
        let Some(text) = self.file(file, at!("groups", group, "accounts", "file")) else {
            return Vec::new();
        };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let headers = reader.headers().cloned().unwrap_or_default();
        let column = |name: &str| headers.iter().position(|header| header == name);
        let Some(name_at) = column("account") else {
            let help = "the first line names the columns: account[, sector, area, complexity, value, weight]";
            self.in_file("columns", file, (1, 1), "there is no column `account`".into(), Some(help.into()));
            return Vec::new();
        };
        let mut accounts = Vec::new();
        for (row, record) in reader.records().enumerate() {
            let line = row + 2;
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    self.in_file("row", file, (line, 1), format!("this row cannot be read: {error}"), None);
                    continue;
                }
            };
            let number = |door: &mut Self, name: &str| -> Option<f64> {
                let text = record.get(column(name)?).filter(|text| !text.is_empty())?;
                let value = text.parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0);
                if value.is_none() {
                    let message = format!("`{name}` should be a number of 0 or more, not `{text}`");
                    door.in_file("row", file, (line, 1), message, None);
                }
                value
            };
            accounts.push(Given {
                name: record.get(name_at).unwrap_or_default().to_string(),
                sector: number(self, "sector").map(|sector| sector as u16),
                area: number(self, "area").map(|area| area as u16),
                complexity: number(self, "complexity"),
                value: number(self, "value"),
                weight: number(self, "weight"),
            });
        }
        if accounts.is_empty() {
            self.in_file("empty", file, (1, 1), "there is no account in it".into(), None);
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
            self.say("range", &at("accounts"), "all accounts of the group have weight 0", "no volume", "");
            return;
        }
        let (sectors, areas) = (group.sectors.unwrap_or(1), group.areas.unwrap_or(1));
        out.sectors = out.sectors.max(sectors as usize);
        for (number, ((account, key), weight)) in given.iter().zip(keys).zip(weights).enumerate() {
            let rates =
                self.scenario.channels.names().into_iter().map(|channel| {
                    group.requests_per_day.get(channel).copied().unwrap_or(0.0) * weight / total
                });
            let sector = account.sector.unwrap_or((number as u32 % sectors) as u16);
            out.sectors = out.sectors.max(usize::from(sector) + 1);
            out.accounts.push(Account {
                key,
                group: index,
                sector,
                area: account.area.unwrap_or((number as u32 % areas) as u16),
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
        let shares = self.reason_shares(name, &group.reasons);
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
        let reasons: Vec<String> = self.reasons().into_iter().map(String::from).collect();
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
                reasons.iter().map(|reason| table.get(reason).copied().unwrap_or(0.0)).collect()
            }
        };
        if follow_up.iter().any(|share| !(0.0..1.0).contains(share)) {
            let at = at!("groups", name, "follow_up", "share");
            self.say("range", at, "shares of follow-ups lie from 0 to below 1", "out of range", "");
        }
        let delay = group.follow_up.as_ref().and_then(|follow_up| {
            self.seconds_law(&follow_up.delay, at!("groups", name, "follow_up", "delay"))
        });
        let delay = delay.unwrap_or_else(endless);
        let patience = scenario.channels.iter().enumerate().map(|(number, (channel, facts))| {
            let given = group.patience.get(channel)?;
            let at = at!("groups", name, "patience", channel);
            self.patience(given, facts.balk, calendar, &weeks[number], at)
        });
        Group {
            patience: patience.collect::<Vec<Option<Patience>>>(),
            key: subject(name),
            reasons: vec![cumulative; channels],
            follow_up: vec![follow_up; channels],
            follow_up_delay: vec![delay; channels],
            profile: (0..channels).map(|channel| index * channels + channel).collect(),
        }
    }

    fn reason_shares(&mut self, name: &str, table: &Table<f64>) -> Vec<f64> {
        let reasons: Vec<String> = self.reasons().into_iter().map(String::from).collect();
        if reasons.is_empty() {
            return vec![1.0];
        }
        if table.is_empty() {
            return vec![1.0 / reasons.len() as f64; reasons.len()];
        }
        let shares: Vec<f64> =
            reasons.iter().map(|reason| table.get(reason).copied().unwrap_or(0.0)).collect();
        let sum: f64 = shares.iter().sum();
        if shares.iter().any(|share| *share < 0.0) || (sum - 1.0).abs() > 1e-6 {
            let message = format!("the shares of reasons of `{name}` add up to {sum:.3}, not to 1");
            self.say("shares", at!("groups", name, "reasons"), message, "should add up to 1", "");
        }
        shares
    }

    /// Handle times by channel, then reason.
    fn handle_times(
        &mut self,
        name: &str,
        group: &FileGroup,
        calendar: &Calendar,
        weeks: &[Week],
    ) -> Vec<HandleTime> {
        let scenario = self.scenario;
        let reasons: Vec<String> = self.reasons().into_iter().map(String::from).collect();
        let mut times = Vec::new();
        for (number, (channel, _)) in scenario.channels.iter().enumerate() {
            let at = at!("groups", name, "handle_time", channel);
            let asked = group.requests_per_day.get(channel).is_some_and(|rate| *rate > 0.0);
            let traced = scenario.demand.trace.is_some();
            let Some(given) = group.handle_time.get(channel) else {
                if asked {
                    let message =
                        format!("group `{name}` brings {channel} contacts but has no handle time for them");
                    let help = format!("add {channel} = {{ lognormal = {{ mean = \"5m\", cv = 1.0 }} }}");
                    self.say(
                        "missing_key",
                        at!("groups", name, "handle_time"),
                        message,
                        "not in here",
                        &help,
                    );
                } else if traced || !asked {
                    // Never used unless a log brings such contacts; a minute stands in.
                }
                let stand_in = || HandleTime {
                    work: endless().unit_mean(),
                    mean: ByInterval::constant(60.0 * crate::time::SECOND as f64),
                    by_start: false,
                };
                times.extend(std::iter::repeat_with(stand_in).take(reasons.len().max(1)));
                continue;
            };
            let (law, steps, by, factors) = match given {
                FileHandleTime::Law(law) => (self.seconds_law(law, at), None, By::Arrival, None),
                FileHandleTime::Table(table) => {
                    let law = self.seconds_law(&table.law, &[at, at!("law")].concat());
                    (law, table.by_interval.as_ref(), table.by, Some(&table.reasons))
                }
            };
            let law = law.unwrap_or_else(endless);
            if law.mean() <= 0.0 {
                self.say("range", at, "a handle time must be above 0", "0 or below", "");
            }
            for row in 0..reasons.len().max(1) {
                let factor = reasons.get(row).and_then(|reason| factors?.get(reason)).copied().unwrap_or(1.0);
                let mean = law.mean() * factor * crate::time::SECOND as f64;
                let mean = match steps {
                    None => ByInterval::constant(mean),
                    Some(steps) => {
                        let path = [at, at!("by_interval")].concat();
                        self.by_interval(steps, calendar, &weeks[number], &path, |step| mean * step)
                    }
                };
                times.push(HandleTime { work: law.unit_mean(), mean, by_start: by == By::Start });
            }
        }
        times
    }
}
