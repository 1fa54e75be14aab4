//! What is said of each person: rank, portfolio, Shapley share.
//!
//! In: what was played. Out: [`Record`]s. Must not know: how intervals are made.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Compared;
use super::answer::Answer;
use super::desk::{Cover, without};
use crate::metrics::catalogue::{self, Figure};
use crate::model::Lists;
use crate::scenario::summary::stranded;
use crate::study::estimate::{CONFIDENCE, Estimate, difference, paired, ratio};
use crate::study::record::Record;
use crate::study::simultaneous::{self, Family};

/// What people bring about together, and what of it is told of each.
pub(super) static GAMES: [(&Figure, &Figure); 2] = [
    (&catalogue::IN_TIME_PER_REQUEST, &catalogue::SHAPLEY_IN_TIME),
    (&catalogue::ANSWERED_PER_DAY.figure, &catalogue::SHAPLEY_ANSWERED),
];

impl Answer<'_> {
    /// Who is missed most, how sure that is, and how far the others are from him.
    pub(super) fn ranks(&self, family: &Family, records: &mut Vec<Record>) {
        let singles = &self.collected.singles;
        let Some(worst) = self.ranked.first() else { return };
        let level = |place: usize| &singles.variants[place + 1][self.ranking];
        let (unit, sign) = (&self.figures[self.ranking].unit, self.question.rank_by.sign());
        let [chance, distance] = self.question.rank_by.said_of_ranks();
        let others: Vec<usize> = self.ranked[1..].to_vec();
        let found: Vec<(f64, Vec<f64>)> = others
            .iter()
            .map(|place| paired(level(*place), level(*worst)).unwrap_or((0.0, Vec::new())))
            .collect();
        let estimates: Vec<(f64, &[f64])> = found.iter().map(|(mean, all)| (*mean, all.as_slice())).collect();
        let multiple =
            simultaneous::family("above", &estimates, self.question.setting.seed, CONFIDENCE).multiple;
        for place in others {
            let apart = difference(level(place), level(*worst), CONFIDENCE);
            // Less missed is positive.
            let apart =
                apart.map(|apart| Estimate { mean: sign * apart.by.mean, ..apart.by.within(multiple) });
            let scope = self.team_and_agent(place);
            let mut record = self.record_in(unit, distance.name, &scope, apart, singles);
            // A difference, which may be below 0 as far as the interval goes.
            (record.lower, record.upper) = (apart.map(|a| a.lower()), apart.map(|a| a.upper()));
            records.push(record.finite());
        }
        for (rank, place) in self.ranked.iter().enumerate() {
            let scope = self.team_and_agent(*place);
            records.push(self.plain(&catalogue::RANK, &scope, rank as f64 + 1.0));
            records.push(self.plain(chance, &scope, family.lowest[*place]));
            let share = ratio(&self.collected.answered[*place], CONFIDENCE);
            records.push(self.record(&catalogue::SHARE_OF_CONTACTS, &scope, share, singles));
        }
    }

    /// What people own, and which of it nobody else on duty could serve.
    pub(super) fn portfolios(&self, records: &mut Vec<Record>) {
        let staffing = &self.model.staffings[0];
        let mut gone: Vec<Vec<u32>> = self.people.iter().map(|agent| vec![*agent]).collect();
        let mut scopes: Vec<String> =
            (0..self.people.len()).map(|place| self.team_and_agent(place)).collect();
        if let Some(team) = self.question.team {
            gone.push(self.people.clone());
            scopes.push(format!(
                "team={}",
                self.question.names().teams[self.question.staffing][usize::from(team)]
            ));
        }
        let (cover, pieces) = (self.question.cover, self.pieces);
        let days = self.question.days.clone().unwrap_or(0..self.model.calendar.days);
        let stranded = stranded(self.model, staffing, &gone, |gone| match cover {
            Cover::Reassign => Cow::Owned(without(staffing, gone, &days, cover, pieces)),
            Cover::Ladder | Cover::Replace => Cow::Borrowed(staffing),
        });
        let lists = Lists::of(&staffing.portfolio.owners, staffing.agents.len());
        for ((gone, scope), stranded) in gone.iter().zip(&scopes).zip(&stranded) {
            let owned: BTreeSet<u32> = gone.iter().flat_map(|agent| lists.row(*agent)).copied().collect();
            let value = |account: &u32| self.model.accounts[*account as usize].value;
            let value = crate::math::total(owned.iter().map(value));
            records.push(self.plain(&catalogue::ACCOUNTS_OWNED, scope, owned.len() as f64));
            records.push(self.plain(&catalogue::ACCOUNTS_STRANDED, scope, stranded.len() as f64));
            records.push(self.plain(&catalogue::VALUE_OWNED, scope, value));
        }
    }

    pub(super) fn shapley(&self, records: &mut Vec<Record>) {
        for ((_, told), game) in GAMES.iter().zip(&self.collected.shapley) {
            let mut total: Vec<(f64, f64)> = Vec::new();
            for (place, pairs) in game.iter().enumerate() {
                let compared = Compared { replications: pairs.len() as u32, ..Compared::default() };
                if pairs.len() < 2 {
                    continue;
                }
                let share = ratio(pairs, CONFIDENCE);
                let mut record = self.record(told, &self.agent(&[place]), share, &compared);
                // A share of a game may be below 0.
                (record.lower, record.upper) = (share.map(|one| one.lower()), share.map(|one| one.upper()));
                records.push(record.finite());
                if total.is_empty() {
                    total = pairs.iter().map(|pair| (0.0, pair.1)).collect();
                }
                total.iter_mut().zip(pairs).for_each(|(sum, pair)| sum.0 += pair.0);
            }
            if !total.is_empty() {
                let compared = Compared { replications: total.len() as u32, ..Compared::default() };
                records.push(self.record(told, "all", ratio(&total, CONFIDENCE), &compared));
            }
        }
    }
}
