//! Records of a knock-out: whose they are, and differences with intervals that hold for everybody together.
//!
//! In: pairs of each variant. Out: [`Record`]s. Must not know: who is looked at, or in which order.

use super::Compared;
use super::answer::Answer;
use super::desk::Cover;
use super::figures::Figure;
use crate::metrics::Direction;
use crate::metrics::catalogue::{self, Unit};
use crate::study::ends::Ends;
use crate::study::estimate::{CONFIDENCE, Estimate, Pair, difference, paired, ratio};
use crate::study::record::{Record, Status};
use crate::study::simultaneous::{Family, family};
use crate::study::verdict;

/// Variants that are judged together, with what records say of each.
pub(super) struct Judged<'a> {
    pub(super) compared: &'a Compared,
    /// Index of the variant, its point and its scope.
    pub(super) rows: Vec<(usize, String, String)>,
    /// Tells families of the same figure apart.
    pub(super) name: &'static str,
}

impl Answer<'_> {
    pub(super) fn staffing(&self) -> &str {
        &self.question.names().staffings[self.question.staffing]
    }

    pub(super) fn person(&self, place: usize) -> usize {
        self.model.staffings[0].agents[self.people[place] as usize].person as usize
    }

    pub(super) fn names(&self, places: &[usize]) -> String {
        let names: Vec<&str> =
            places.iter().map(|place| self.question.names().people[self.person(*place)].as_str()).collect();
        names.join("+")
    }

    pub(super) fn agent(&self, places: &[usize]) -> String {
        format!("agent={}", self.names(places))
    }

    /// The team and the person: the scope of what is said of the person as things are.
    pub(super) fn team_and_agent(&self, place: usize) -> String {
        let team = self.model.staffings[0].agents[self.people[place] as usize].team;
        let team = &self.question.names().teams[self.question.staffing][usize::from(team)];
        format!("team={team};agent={}", self.names(&[place]))
    }

    /// The lever that leaves these seats unfilled; under `--replace`, whose seats get a new person.
    pub(super) fn point(&self, places: &[usize]) -> String {
        let names = self.question.names();
        let what = if self.question.cover == Cover::Replace { "replaced" } else { "unfilled" };
        let mut rosters: Vec<(&str, Vec<&str>)> = Vec::new();
        for person in places.iter().map(|place| self.person(*place)) {
            let (roster, name) = (names.rosters[person].as_str(), names.people[person].as_str());
            match rosters.iter_mut().find(|(known, _)| *known == roster) {
                Some((_, people)) => people.push(name),
                None => rosters.push((roster, vec![name])),
            }
        }
        let lever =
            |(roster, people): &(&str, Vec<&str>)| format!("rosters.{roster}.{what}={}", people.join(","));
        rosters.iter().map(lever).collect::<Vec<String>>().join(";")
    }

    pub(super) fn record(
        &self,
        figure: &catalogue::Figure,
        scope: &str,
        estimate: Option<Estimate>,
        compared: &Compared,
    ) -> Record {
        self.record_in(&figure.unit, figure.name, scope, estimate, compared)
    }

    /// A record of a figure by its name, in a unit.
    pub(super) fn record_in(
        &self,
        unit: &Unit,
        metric: &str,
        scope: &str,
        estimate: Option<Estimate>,
        compared: &Compared,
    ) -> Record {
        let interval = estimate.map(|estimate| Ends::of(unit).interval(&estimate));
        Record {
            staffing: self.staffing().into(),
            scope: scope.into(),
            metric: metric.into(),
            unit: unit.in_currency(&self.question.names().currency),
            mean: estimate.map(|estimate| estimate.mean),
            lower: interval.map(|(lower, _)| lower),
            upper: interval.map(|(_, upper)| upper),
            half_width: estimate.map(|estimate| estimate.half_width),
            replications: u64::from(compared.replications),
            status: if estimate.is_some() { Status::Ok } else { Status::Undefined },
            ..Record::default()
        }
        .finite()
    }

    /// What one of the figures comes to.
    pub(super) fn value(&self, figure: &Figure, scope: &str, pairs: &[Pair], compared: &Compared) -> Record {
        let estimate = ratio(pairs, CONFIDENCE);
        let mut record = self.record_in(&figure.unit, figure.name, scope, estimate, compared);
        if let Some(estimate) = estimate {
            let (lower, upper) = figure.ends.interval(&estimate);
            (record.lower, record.upper) = (Some(lower), Some(upper));
        }
        record.finite()
    }

    /// A figure that has no interval.
    pub(super) fn plain(&self, figure: &catalogue::Figure, scope: &str, value: f64) -> Record {
        let degrees = f64::from(self.collected.singles.replications) - 1.0;
        let estimate = Estimate { mean: value, half_width: 0.0, variance: 0.0, degrees };
        self.record(figure, scope, Some(estimate), &self.collected.singles)
    }

    /// Records of every figure of variants that are judged together; returns the family of the figure that people are
    /// ranked by, in which the lowest is whom it is worst without.
    pub(super) fn judge(&self, judged: &Judged<'_>, records: &mut Vec<Record>) -> Family {
        let Judged { compared, rows, name } = judged;
        let mut ranking = None;
        for (index, figure) in self.figures.iter().enumerate() {
            let base = &compared.variants[0][index];
            let sign = if index == self.ranking { self.question.rank_by.sign() } else { 1.0 };
            let found: Vec<Option<(f64, Vec<f64>)>> = rows
                .iter()
                .map(|(variant, ..)| {
                    let (mean, deviations) = paired(&compared.variants[*variant][index], base)?;
                    Some((sign * mean, deviations.into_iter().map(|deviation| sign * deviation).collect()))
                })
                .collect();
            let empty: &[f64] = &[];
            let estimates: Vec<(f64, &[f64])> = found
                .iter()
                .map(|one| {
                    one.as_ref().map_or((f64::INFINITY, empty), |(mean, deviations)| (*mean, deviations))
                })
                .collect();
            let known: Vec<(f64, &[f64])> =
                estimates.iter().copied().filter(|(_, deviations)| !deviations.is_empty()).collect();
            let label = format!("{name}/{}/{}", figure.name, figure.scope);
            let together = if known.len() == estimates.len() {
                family(&label, &estimates, self.question.setting.seed, CONFIDENCE)
            } else {
                let family = family(&label, &known, self.question.setting.seed, CONFIDENCE);
                Family { lowest: vec![0.0; estimates.len()], ..family }
            };
            for (variant, point, scope) in rows {
                let pairs = &compared.variants[*variant][index];
                records.push(self.of_variant(
                    figure,
                    [pairs, base],
                    (point, scope),
                    together.multiple,
                    compared,
                ));
            }
            if index == self.ranking {
                ranking = Some(together);
            }
        }
        ranking.unwrap_or(Family { multiple: f64::INFINITY, lowest: Vec::new() })
    }

    fn of_variant(
        &self,
        figure: &Figure,
        [pairs, base]: [&[Pair]; 2],
        (point, scope): (&str, &str),
        multiple: f64,
        compared: &Compared,
    ) -> Record {
        let scope =
            if figure.scope.is_empty() { scope.to_owned() } else { format!("{};{scope}", figure.scope) };
        let mut record = self.value(figure, &scope, pairs, compared);
        record.point = point.into();
        record.baseline = self.staffing().into();
        let Some(apart) = difference(pairs, base, CONFIDENCE) else { return record };
        let apart = apart.within(multiple);
        figure.ends.tell(&mut record, &apart);
        if figure.direction != Direction::Neither {
            let is_money = figure.unit.is_money();
            let scale =
                if is_money { ratio(base, CONFIDENCE).map_or(0.0, |base| base.mean.abs()) } else { 1.0 };
            record.verdict =
                Some(verdict::of_difference(&apart.by, figure.margin * scale, figure.direction, true));
        }
        record
    }
}
