//! Which accounts are dedicated: ranked by what they are worth, bring, hide or risk; the first have a ladder of their own.
//!
//! In: `dedicate` of a staffing, accounts, volumes, knowledge. Out: whether each account is dedicated, and what is
//! wrong with their ladder. Must not know: who will own them.

use super::accounts::Groups;
use super::{Door, at};
use crate::math::counted;
use crate::model::{Knowledge, Ladder, Target, Volume};
use crate::scenario::file::{Portfolio, PortfolioRule, RankBy, Staffing};

/// What accounts can be ranked by.
pub(super) struct Ranks<'a> {
    groups: &'a Groups,
    knowledge: Option<&'a Knowledge>,
    /// Expected work of each account per ordinary day, in seconds.
    work: &'a [f64],
    /// Requests of each account per ordinary day, or in the log.
    requests: Vec<f64>,
}

impl<'a> Ranks<'a> {
    pub(super) fn new(
        groups: &'a Groups,
        knowledge: Option<&'a Knowledge>,
        work: &'a [f64],
        volume: &Volume,
    ) -> Self {
        let mut requests: Vec<f64> =
            groups.accounts.iter().map(|account| account.requests_per_day.iter().sum()).collect();
        if let Some(log) = &volume.trace {
            requests.fill(0.0);
            for row in &log.rows {
                if let Some(number) = requests.get_mut(row.account as usize) {
                    *number += 1.0;
                }
            }
        }
        Self { groups, knowledge, work, requests }
    }

    fn score(&self, rank_by: RankBy, account: usize) -> f64 {
        let facts = &self.groups.accounts[account];
        match rank_by {
            RankBy::Value => facts.value,
            RankBy::Volume => self.requests[account],
            RankBy::Complexity => facts.complexity,
            RankBy::Risk => facts.value * self.fails(account),
            RankBy::Gain => {
                self.knowledge.map_or(0.0, |all| self.work[account] * all.effect * all.hidden[account])
            }
        }
    }

    /// Share of an account's contacts that a stranger leaves unresolved, and with which he makes an error.
    fn fails(&self, account: usize) -> f64 {
        let facts = &self.groups.accounts[account];
        let group = &self.groups.groups[usize::from(facts.group)];
        let (mut unresolved, mut all) = (0.0, 0.0);
        for (channel, rate) in facts.requests_per_day.iter().enumerate() {
            for reason in group.reasons_of(channel) {
                unresolved += rate * reason.share * reason.follow_up;
            }
            all += rate;
        }
        let unresolved = if all > 0.0 { unresolved / all } else { 0.0 };
        let Some(knowledge) = self.knowledge else { return unresolved };
        let hidden = knowledge.hidden[account];
        unresolved * knowledge.unresolved.at(hidden) + knowledge.errors.at(hidden)
    }

    /// The first accounts: those that rank highest, of equals by their keys.
    fn first(&self, rank_by: RankBy, top: u32) -> Vec<bool> {
        let accounts = &self.groups.accounts;
        let scores: Vec<f64> = (0..accounts.len()).map(|account| self.score(rank_by, account)).collect();
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by(|one, other| {
            scores[*other].total_cmp(&scores[*one]).then(accounts[*one].key.cmp(&accounts[*other].key))
        });
        let mut chosen = vec![false; accounts.len()];
        order.into_iter().take(top as usize).for_each(|account| chosen[account] = true);
        chosen
    }
}

impl Door<'_> {
    /// Whether each account is dedicated; empty where the staffing chooses none.
    pub(super) fn dedicated(&mut self, name: &str, given: &Staffing, ranks: &Ranks<'_>) -> Vec<bool> {
        let Some(dedicate) = &given.dedicate else { return Vec::new() };
        let at = |key: &str| at!("staffings", name, "dedicate", key).to_vec();
        let all = ranks.groups.accounts.len();
        if dedicate.top as usize > all {
            let message = format!(
                "`top` asks for {}, and there are {all}",
                counted(dedicate.top, "account", "accounts")
            );
            self.say("range", &at("top"), message, "more than there are", &format!("write 0 to {all}"));
        }
        if given.owned.is_some() {
            let message = "`dedicate` chooses who is owned, and `owned` names groups";
            self.say(
                "twice",
                at!("staffings", name, "owned"),
                message,
                "said twice",
                "leave one of them out",
            );
        }
        if matches!(given.portfolio, Some(Portfolio::ByPerson(_) | Portfolio::Rule(PortfolioRule::Explicit)))
        {
            let message = "`dedicate` chooses who is owned, and the portfolio names accounts";
            let help = "leave `dedicate` out, or cut portfolios by a rule such as \"balanced\"";
            self.say("twice", at!("staffings", name, "portfolio"), message, "said twice", help);
        }
        if (0..all).all(|account| ranks.score(dedicate.rank_by, account) <= 0.0) {
            let (message, help) = match dedicate.rank_by {
                RankBy::Value => ("no account has a value to rank by", "give a group `value`"),
                RankBy::Volume => {
                    ("no account brings anything to rank by", "give a group `requests_per_day`")
                }
                RankBy::Complexity => ("all complexities are 0", "give a group `complexity`"),
                RankBy::Risk => (
                    "no account is at risk: nothing is of value, or everything is resolved without error",
                    "give groups `value`, and `follow_up` or knowledge.errors",
                ),
                RankBy::Gain => (
                    "knowing accounts gains nothing",
                    "add [knowledge] with an effect above 0, or rank by something else",
                ),
            };
            self.say("no_effect", &at("rank_by"), message, "nothing to rank by", help);
        }
        ranks.first(dedicate.rank_by, dedicate.top)
    }

    /// The ladder of dedicated accounts leads to their owners, and to no message that is called back.
    pub(super) fn check_dedicated_ladder(&mut self, name: &str, ladder: &Ladder) {
        let path = at!("staffings", name, "dedicate", "ladder");
        if !ladder.rungs.iter().any(|rung| rung.to.contains(&Target::Owner)) {
            let message = "the ladder of dedicated accounts does not lead to their owners";
            let help = "begin it with \"owner\", or use [[staffings.X.ladders]] for ladders without owners";
            self.say("ladder", path, message, "no owner", help);
        }
        if ladder.rungs.iter().any(|rung| rung.message.is_some_and(|message| message.call_back.is_some())) {
            let message = "a call-back to a dedicated account would leave a message to be called back again";
            let help = "write call_back = false to only count messages";
            self.say("ladder", path, message, "never ends", help);
        }
    }
}
