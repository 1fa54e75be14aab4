//! From pairs to records: differences with intervals that hold for everybody together, ranks, shares.
//!
//! In: what was played. Out: [`Results`]. Must not know: engines, threads.

use super::figures::Figure;
use super::{Collected, Compared, Cover, EXACT, Question};
use crate::metrics::{Direction, catalogue};
use crate::model::Model;
use crate::scenario::summary::stranded;
use crate::study::compare::{self, CONFIDENCE};
use crate::study::estimate::{Estimate, Pair, difference, paired, ratio};
use crate::study::provenance::provenance;
use crate::study::record::{Assumption, Caution, Record, Results, SCHEMA_VERSION, Status, Verdict};
use crate::study::simultaneous::{Family, family};
use crate::study::verdict;

/// What Shapley shares are given of: the figure, and the metric of the share.
pub(super) const GAMES: [(&str, &str); 2] =
    [("in_time_per_request", "shapley_in_time"), ("answered_per_day", "shapley_answered")];

/// From pairs to records.
pub(super) struct Answer<'a> {
    pub(super) question: &'a Question<'a>,
    /// With the one staffing.
    pub(super) model: &'a Model,
    pub(super) figures: Vec<Figure>,
    pub(super) people: Vec<u32>,
    /// Places among the people, the one most missed first.
    pub(super) ranked: Vec<usize>,
    pub(super) collected: Collected,
}

/// Variants that are judged together, with what records say of each.
struct Judged<'a> {
    compared: &'a Compared,
    /// Index of the variant, its point and its scope.
    rows: Vec<(usize, String, String)>,
    /// Tells families of the same figure apart.
    name: &'static str,
}

impl Answer<'_> {
    pub(super) fn results(&self, stopped_by: &str) -> Results {
        let mut records = Vec::new();
        let singles = &self.collected.singles;
        for (figure, pairs) in self.figures.iter().zip(&singles.variants[0]) {
            let scope = if figure.scope.is_empty() { "all" } else { &figure.scope };
            records.push(self.record(figure.name, &figure.unit, scope, ratio(pairs, CONFIDENCE), singles));
        }
        let people: Vec<usize> = (0..self.people.len()).collect();
        let row = |place: &usize| (place + 1, self.point(&[*place]), self.agent(&[*place]));
        let judged = Judged { compared: singles, rows: people.iter().map(row).collect(), name: "people" };
        let family = self.judge(&judged, &mut records);
        self.ranks(&family, &mut records);
        self.portfolios(&mut records);
        if let Some(team) = self.question.team {
            let scope =
                format!("team={}", self.question.names.teams[self.question.staffing][usize::from(team)]);
            let rows = vec![(self.people.len() + 1, self.point(&people), scope)];
            self.judge(&Judged { compared: singles, rows, name: "team" }, &mut records);
        }
        if self.collected.doubles.replications > 1 {
            let row = |(index, (one, other)): (usize, &(usize, usize))| {
                (index + 1, self.point(&[*one, *other]), self.agent(&[*one, *other]))
            };
            let rows = self.collected.pairs.iter().enumerate().map(row).collect();
            self.judge(&Judged { compared: &self.collected.doubles, rows, name: "pairs" }, &mut records);
        }
        self.followed(&mut records);
        self.shapley(&mut records);
        records.sort_by(|a, b| {
            let key = |record: &Record| (record.metric.clone(), record.scope.clone(), record.point.clone());
            key(a).cmp(&key(b)).then_with(|| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)))
        });
        let Question { names, .. } = *self.question;
        let mut assumptions = self.assumptions();
        assumptions.extend(names.assumptions.iter().map(|one| Assumption {
            path: one.path.clone(),
            value: one.value.clone(),
            note: one.note.clone(),
            sourced: one.sourced,
        }));
        Results {
            schema_version: SCHEMA_VERSION,
            provenance: self.provenance(stopped_by),
            assumptions,
            cautions: self.cautions(&records),
            records: records.into_iter().map(Record::finite).collect(),
        }
    }

    fn provenance(&self, stopped_by: &str) -> crate::study::record::Provenance {
        let Question { model, names, seed, replications, threads, staffing, .. } = *self.question;
        let like = compare::Question {
            model,
            names,
            scenario: self.question.scenario.clone(),
            hash: self.question.hash.clone(),
            overrides: self.question.overrides.clone(),
            seed,
            replications,
            precision: None,
            threads,
            baseline: staffing,
            details: compare::Details::default(),
        };
        let mut provenance = provenance(&like, self.collected.singles.replications, stopped_by);
        let name = &names.staffings[staffing];
        provenance.command = "knockout".into();
        provenance.staffings = vec![name.clone()];
        provenance.ladders.retain(|staffing, _| staffing == name);
        provenance.teams.clone_from(&names.teams[staffing]);
        provenance.headline =
            ["service_level", "cost_production", "value_at_stake"].map(ToString::to_string).to_vec();
        provenance
    }

    /// What was asked, beside the scenario.
    fn assumptions(&self) -> Vec<Assumption> {
        let choice = |path: &str, value: String, note: &str| Assumption {
            path: path.into(),
            value,
            note: note.into(),
            sourced: false,
        };
        let mut all = vec![match self.question.cover {
            Cover::Ladder => {
                choice("--cover", "ladder".into(), "accounts of who is gone follow their ladder")
            }
            Cover::Reassign => {
                let note = "accounts of who is gone are handed to the other owners of the shift at the start";
                choice("--cover", "reassign".into(), note)
            }
        }];
        match &self.question.days {
            None => all.push(choice(
                "--for",
                "the whole run".into(),
                "nobody is hired in the place of who is gone",
            )),
            Some(days) => {
                let date = self.model.calendar.start.plus_days(days.start as i32);
                all.push(choice("--for", format!("{}d", days.end - days.start), "then the person is back"));
                all.push(choice("--from", date.to_string(), "the first day without the person"));
            }
        }
        all
    }

    fn staffing(&self) -> &str {
        &self.question.names.staffings[self.question.staffing]
    }

    fn person(&self, place: usize) -> usize {
        self.model.staffings[0].agents[self.people[place] as usize].person as usize
    }

    fn names(&self, places: &[usize]) -> String {
        let names: Vec<&str> =
            places.iter().map(|place| self.question.names.people[self.person(*place)].as_str()).collect();
        names.join("+")
    }

    fn agent(&self, places: &[usize]) -> String {
        format!("agent={}", self.names(places))
    }

    /// The team and the person: the scope of what is said of the person as things are.
    fn team_and_agent(&self, place: usize) -> String {
        let team = self.model.staffings[0].agents[self.people[place] as usize].team;
        let team = &self.question.names.teams[self.question.staffing][usize::from(team)];
        format!("team={team};agent={}", self.names(&[place]))
    }

    /// The lever that leaves these seats unfilled.
    fn point(&self, places: &[usize]) -> String {
        let names = self.question.names;
        let mut rosters: Vec<(&str, Vec<&str>)> = Vec::new();
        for person in places.iter().map(|place| self.person(*place)) {
            let (roster, name) = (names.rosters[person].as_str(), names.people[person].as_str());
            match rosters.iter_mut().find(|(known, _)| *known == roster) {
                Some((_, people)) => people.push(name),
                None => rosters.push((roster, vec![name])),
            }
        }
        let lever =
            |(roster, people): &(&str, Vec<&str>)| format!("rosters.{roster}.unfilled={}", people.join(","));
        rosters.iter().map(lever).collect::<Vec<String>>().join(";")
    }

    fn record(
        &self,
        metric: &str,
        unit: &str,
        scope: &str,
        estimate: Option<Estimate>,
        compared: &Compared,
    ) -> Record {
        let (least, most) = if unit == "share" { (0.0, 1.0) } else { (f64::NEG_INFINITY, f64::INFINITY) };
        let end = |value: f64| if value.is_nan() { value } else { value.clamp(least, most) };
        Record {
            staffing: self.staffing().into(),
            scope: scope.into(),
            metric: metric.into(),
            unit: unit.into(),
            mean: estimate.map(|estimate| estimate.mean),
            lower: estimate.map(|estimate| end(estimate.lower())),
            upper: estimate.map(|estimate| end(estimate.upper())),
            half_width: estimate.map(|estimate| estimate.half_width),
            replications: u64::from(compared.replications),
            status: if estimate.is_some() { Status::Ok } else { Status::Undefined },
            ..Record::default()
        }
        .finite()
    }

    /// A figure that has no interval.
    fn plain(&self, metric: &str, unit: &str, scope: &str, value: f64) -> Record {
        let degrees = f64::from(self.collected.singles.replications) - 1.0;
        let estimate = Estimate { mean: value, half_width: 0.0, variance: 0.0, degrees };
        self.record(metric, unit, scope, Some(estimate), &self.collected.singles)
    }

    /// Records of every figure of variants that are judged together; returns the family of the first figure.
    fn judge(&self, judged: &Judged<'_>, records: &mut Vec<Record>) -> Family {
        let Judged { compared, rows, name } = judged;
        let mut first = None;
        for (index, figure) in self.figures.iter().enumerate() {
            let base = &compared.variants[0][index];
            let found: Vec<Option<(f64, Vec<f64>)>> =
                rows.iter().map(|(variant, ..)| paired(&compared.variants[*variant][index], base)).collect();
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
                family(&label, &estimates, self.question.seed, CONFIDENCE)
            } else {
                let family = family(&label, &known, self.question.seed, CONFIDENCE);
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
            first.get_or_insert(together);
        }
        first.unwrap_or(Family { multiple: f64::INFINITY, lowest: Vec::new() })
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
        let estimate = ratio(pairs, CONFIDENCE);
        let mut record = self.record(figure.name, &figure.unit, &scope, estimate, compared);
        record.point = point.into();
        record.baseline = self.staffing().into();
        let Some((difference, saved)) = difference(pairs, base, CONFIDENCE) else { return record };
        let wide = together(difference, multiple);
        record.difference = Some(wide.mean);
        record.difference_lower = Some(wide.lower());
        record.difference_upper = Some(wide.upper());
        record.difference_half_width = Some(wide.half_width);
        record.variance_ratio = saved.filter(|saved| saved.is_finite());
        if figure.direction != Direction::Neither {
            let is_money = figure.unit == self.question.names.currency;
            let scale =
                if is_money { ratio(base, CONFIDENCE).map_or(0.0, |base| base.mean.abs()) } else { 1.0 };
            record.verdict =
                Some(verdict::of_difference(&wide, figure.margin * scale, figure.direction, true));
        }
        record
    }

    /// Who is missed most, how sure that is, and how far the others are from him.
    fn ranks(&self, family: &Family, records: &mut Vec<Record>) {
        let singles = &self.collected.singles;
        let Some(worst) = self.ranked.first() else { return };
        let level = |place: usize| &singles.variants[place + 1][0];
        let others: Vec<usize> = self.ranked[1..].to_vec();
        let found: Vec<(f64, Vec<f64>)> = others
            .iter()
            .map(|place| paired(level(*place), level(*worst)).unwrap_or((0.0, Vec::new())))
            .collect();
        let estimates: Vec<(f64, &[f64])> = found.iter().map(|(mean, all)| (*mean, all.as_slice())).collect();
        let multiple =
            crate::study::simultaneous::family("above", &estimates, self.question.seed, CONFIDENCE).multiple;
        for place in others {
            let apart = difference(level(place), level(*worst), CONFIDENCE);
            let apart = apart.map(|(apart, _)| together(apart, multiple));
            let scope = self.team_and_agent(place);
            let mut record = self.record("service_level_above_lowest", "share", &scope, apart, singles);
            // A difference, which may be below 0 as far as the interval goes.
            (record.lower, record.upper) = (apart.map(|a| a.lower()), apart.map(|a| a.upper()));
            records.push(record.finite());
        }
        for (rank, place) in self.ranked.iter().enumerate() {
            let scope = self.team_and_agent(*place);
            records.push(self.plain("rank", "people", &scope, rank as f64 + 1.0));
            records.push(self.plain("chance_lowest", "share", &scope, family.lowest[*place]));
            let share = ratio(&self.collected.answered[*place], CONFIDENCE);
            records.push(self.record("share_of_contacts", "share", &scope, share, singles));
        }
    }

    /// What people own, and which of it nobody else on duty could serve.
    fn portfolios(&self, records: &mut Vec<Record>) {
        let staffing = &self.model.staffings[0];
        let mut gone: Vec<Vec<u32>> = self.people.iter().map(|agent| vec![*agent]).collect();
        let mut scopes: Vec<String> =
            (0..self.people.len()).map(|place| self.team_and_agent(place)).collect();
        if let Some(team) = self.question.team {
            gone.push(self.people.clone());
            scopes.push(format!(
                "team={}",
                self.question.names.teams[self.question.staffing][usize::from(team)]
            ));
        }
        let stranded = stranded(self.model, staffing, &gone);
        let currency = &self.question.names.currency;
        for ((gone, scope), stranded) in gone.iter().zip(&scopes).zip(&stranded) {
            let owned: Vec<usize> = (0..self.model.accounts.len())
                .filter(|account| {
                    staffing.portfolio.owners.row(*account as u32).iter().any(|owner| gone.contains(owner))
                })
                .collect();
            let value: f64 = owned.iter().map(|account| self.model.accounts[*account].value).sum();
            records.push(self.plain("accounts_owned", "accounts", scope, owned.len() as f64));
            records.push(self.plain("accounts_stranded", "accounts", scope, stranded.len() as f64));
            records.push(self.plain("value_owned", currency, scope, value));
        }
    }

    /// Service day by day around the departure of those most missed.
    fn followed(&self, records: &mut Vec<Record>) {
        let Some(days) = self.question.days.clone() else { return };
        let first = self.model.calendar.warm_up_days;
        let singles = &self.collected.singles;
        for (index, place) in self.collected.followed.iter().enumerate() {
            let (as_it_is, without) = (&self.collected.by_day[0], &self.collected.by_day[index + 1]);
            let open: Vec<usize> =
                (0..as_it_is.len()).filter(|day| ratio(&as_it_is[*day], CONFIDENCE).is_some()).collect();
            let found: Vec<(f64, Vec<f64>)> =
                open.iter().filter_map(|day| paired(&without[*day], &as_it_is[*day])).collect();
            if found.len() < open.len() {
                continue;
            }
            let estimates: Vec<(f64, &[f64])> =
                found.iter().map(|(mean, all)| (*mean, all.as_slice())).collect();
            let label = format!("days/{}", self.agent(&[*place]));
            let multiple = family(&label, &estimates, self.question.seed, CONFIDENCE).multiple;
            let mut last_felt = None;
            for day in &open {
                let Some((apart, _)) = difference(&without[*day], &as_it_is[*day], CONFIDENCE) else {
                    continue;
                };
                let apart = together(apart, multiple);
                let level = ratio(&without[*day], CONFIDENCE);
                let at = f64::from(first) + *day as f64 - f64::from(days.start);
                if apart.upper() < 0.0 {
                    last_felt = Some(*day);
                }
                let mut record =
                    self.record("service_level_by_day", "share", &self.agent(&[*place]), level, singles);
                record.at = Some(at);
                record.point = self.point(&[*place]);
                record.baseline = self.staffing().into();
                record.difference = Some(apart.mean);
                record.difference_lower = Some(apart.lower());
                record.difference_upper = Some(apart.upper());
                record.difference_half_width = Some(apart.half_width);
                records.push(record.finite());
            }
            let recovery = match last_felt {
                None => Some(0.0),
                Some(day) if open.last() == Some(&day) => None,
                Some(day) => Some(f64::from(first) + day as f64 + 1.0 - f64::from(days.start)),
            };
            let mut record =
                self.plain("days_to_recover", "days", &self.agent(&[*place]), recovery.unwrap_or(f64::NAN));
            record.point = self.point(&[*place]);
            if recovery.is_none() {
                record.status = Status::Never;
            }
            records.push(record);
        }
    }

    fn shapley(&self, records: &mut Vec<Record>) {
        let unit = |metric: &str| {
            catalogue::DERIVED.iter().find(|one| one.name == metric).map_or("share", |one| one.unit)
        };
        for ((_, metric), game) in GAMES.iter().zip(&self.collected.shapley) {
            let mut total: Vec<(f64, f64)> = Vec::new();
            for (place, pairs) in game.iter().enumerate() {
                let compared = Compared { replications: pairs.len() as u32, ..Compared::default() };
                if pairs.len() < 2 {
                    continue;
                }
                let share = ratio(pairs, CONFIDENCE);
                let mut record = self.record(metric, unit(metric), &self.agent(&[place]), share, &compared);
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
                records.push(self.record(metric, unit(metric), "all", ratio(&total, CONFIDENCE), &compared));
            }
        }
    }

    fn cautions(&self, records: &[Record]) -> Vec<Caution> {
        let caution = |code: &str, message: String, remedy: &str| Caution {
            code: code.into(),
            staffing: None,
            message,
            remedy: remedy.into(),
        };
        let mut all = Vec::new();
        let replications = self.collected.singles.replications;
        if replications < 20 {
            let message = format!(
                "Only {replications} replications: intervals over all people are wide and rest on the t law."
            );
            all.push(caution("few_replications", message, "Run at least 50: --replications 50."));
        }
        if self.model.volume.trace.is_some() {
            let message = "Requests are those of one log: intervals hold for these days only.".to_string();
            all.push(caution(
                "same_days",
                message,
                "Compare logs of several months before drawing conclusions for other days.",
            ));
        }
        let undecided = records.iter().filter(|record| {
            record.metric == "service_level"
                && record.scope.starts_with("agent=")
                && record.verdict == Some(Verdict::Undecided)
        });
        let undecided = undecided.count();
        if undecided > 0 {
            let message = format!("{undecided} losses of service are undecided.");
            all.push(caution(
                "undecided",
                message,
                "More replications narrow them, where there is anything to find.",
            ));
        }
        if self.question.shapley && self.people.len() > EXACT {
            let message = format!(
                "Shapley shares of {} people rest on a random order and its reverse in each replication.",
                self.people.len()
            );
            all.push(caution("sampled_orders", message, "Their intervals hold the error of sampling, too."));
        }
        all
    }
}

/// The estimate with the interval of its family.
fn together(estimate: Estimate, multiple: f64) -> Estimate {
    let error = crate::math::sqrt(estimate.variance);
    Estimate { half_width: if error > 0.0 { multiple * error } else { 0.0 }, ..estimate }
}
