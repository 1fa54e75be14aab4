//! From what was collected to records, verdicts and cautions.
//!
//! In: a question, what its replications left. Out: [`Results`]. Must not know: engines, threads.

use std::collections::BTreeMap;

use super::accounts::tails;
use super::collect::{Block, Collected, Staffed};
use super::compare::{Question, headline};
use super::ends::Ends;
use super::estimate::{
    Apart, CONFIDENCE, Estimate, Pair, by_percentiles, difference, holm, jackknife, jackknife_difference,
    ratio,
};
use super::provenance::assumptions;
use super::record::{Provenance, Record, Results, SCHEMA_VERSION, Status, Verdict};
use super::waits::Cut;
use super::{
    cautions, closed_forms, contracts, departures, frontier, goals, prices, risk, satisfaction, verdict,
    waits,
};
use crate::metrics::catalogue::{self, Direction, Figure, Metric, Unit};
use crate::model::{GoalKind, Kind, Model, Scope};
use crate::scenario::names::Names;
use crate::time::seconds;

/// Quantiles of waits that are reported.
const QUANTILES: [(&Figure, f64); 4] = [
    (&catalogue::WAIT_P50, 0.5),
    (&catalogue::WAIT_P90, 0.9),
    (&catalogue::WAIT_P95, 0.95),
    (&catalogue::WAIT_P99, 0.99),
];

/// From what was collected to records.
pub(super) struct Answer<'a> {
    /// As it was played: calibrated.
    pub(super) model: &'a Model,
    pub(super) question: &'a Question<'a>,
    pub(super) collected: &'a Collected,
}

/// A headline difference that waits for its verdict.
struct Asked {
    record: usize,
    difference: Estimate,
    margin: f64,
    direction: Direction,
}

impl<'a> Answer<'a> {
    pub(super) fn results(&self, stopped_by: &str) -> Results {
        let (model, names) = (self.model, self.names());
        let mut records = Vec::new();
        let mut asked = Vec::new();
        for staffing in 0..model.staffings.len() {
            self.ratios(staffing, &mut records, &mut asked);
            // Account 7 of one desk is not account 7 of another.
            if names.redraw.is_none() {
                self.tails(staffing, &mut records);
            }
            self.waits(staffing, &mut records);
            self.closed_forms(staffing, &mut records);
            self.required(staffing, &mut records);
            self.goals(staffing, &mut records);
            self.lorenz(staffing, &mut records);
            self.risk(staffing, &mut records);
            self.contracts(staffing, &mut records);
            self.value_at_tie(staffing, &mut records);
            let record = |figure: &Figure, value| self.record(staffing, figure, "all", value);
            let seen = &self.collected.staffed[staffing].seen;
            records.extend(departures::records(seen, self.question.setting.seed, &record));
        }
        self.familiar(&mut records);
        let p_values: Vec<f64> = asked.iter().map(|asked| asked.difference.p_value(0.0)).collect();
        for (asked, rejected) in asked.iter().zip(holm(&p_values, 1.0 - CONFIDENCE)) {
            records[asked.record].verdict =
                Some(verdict::of_difference(&asked.difference, asked.margin, asked.direction, rejected));
        }
        records.extend(prices::records(model, names));
        let cautions = cautions::cautions(model, names, self.collected, &records);
        let mut results = Results {
            schema_version: SCHEMA_VERSION,
            provenance: self.provenance(stopped_by),
            assumptions: assumptions(names),
            records,
            cautions,
        };
        let frontier = frontier::records(&results);
        results.records.extend(frontier);
        results.sort();
        results
    }

    fn provenance(&self, stopped_by: &str) -> Provenance {
        let made = self.question.setting.provenance("compare", self.collected.replications, stopped_by);
        Provenance { baseline: self.names().staffings[self.question.baseline].clone(), ..made }
    }

    pub(super) fn names(&self) -> &'a Names {
        &self.question.setting.loaded.names
    }

    pub(super) fn record(
        &self,
        staffing: usize,
        figure: &Figure,
        scope: &str,
        estimate: Option<Estimate>,
    ) -> Record {
        self.record_in(&figure.unit, staffing, figure, scope, estimate)
    }

    /// A record of a figure that has the unit of another.
    fn record_in(
        &self,
        unit: &Unit,
        staffing: usize,
        figure: &Figure,
        scope: &str,
        estimate: Option<Estimate>,
    ) -> Record {
        let finite = |value: f64| value.is_finite().then_some(value);
        let interval = estimate.map(|estimate| Ends::of(unit).interval(&estimate));
        Record {
            staffing: self.names().staffings[staffing].clone(),
            scope: scope.into(),
            metric: figure.name.into(),
            unit: unit.in_currency(&self.names().currency),
            mean: estimate.and_then(|estimate| finite(estimate.mean)),
            lower: interval.and_then(|(lower, _)| finite(lower)),
            upper: interval.and_then(|(_, upper)| finite(upper)),
            half_width: estimate.and_then(|estimate| finite(estimate.half_width)),
            replications: u64::from(self.collected.replications),
            status: if estimate.is_some() { Status::Ok } else { Status::Undefined },
            ..Record::default()
        }
    }

    fn add_difference(&self, record: &mut Record, apart: &Apart) {
        record.baseline.clone_from(&self.names().staffings[self.question.baseline]);
        Ends::of(&record.unit).tell(record, apart);
    }

    fn baseline(&self) -> &Staffed {
        &self.collected.staffed[self.question.baseline]
    }

    /// Every figure of the catalogue over every row.
    fn ratios(&self, staffing: usize, records: &mut Vec<Record>, asked: &mut Vec<Asked>) {
        let staffed = &self.collected.staffed[staffing];
        let theirs = index(self.baseline());
        for ((row, figures), alive) in staffed.rows.iter().zip(&staffed.pairs).zip(&staffed.alive) {
            if !alive && (row.scope != "all" || !row.interval.is_empty()) {
                continue;
            }
            for (metric, pairs) in row.metrics.iter().zip(figures) {
                let estimate = ratio(pairs, CONFIDENCE);
                let mut record = self.record(staffing, metric, &row.scope, estimate);
                record.interval.clone_from(&row.interval);
                let key = (metric.name, row.scope.as_str(), row.interval.as_str());
                let base = (staffing != self.question.baseline).then(|| theirs.get(&key)).flatten();
                if let Some(apart) = base.and_then(|base| difference(pairs, base, CONFIDENCE)) {
                    self.add_difference(&mut record, &apart);
                    if self.is_headline(metric, row.scope.as_str()) && row.interval.is_empty() {
                        let scale = if metric.unit.is_money() {
                            base.and_then(|base| ratio(base, CONFIDENCE)).map_or(0.0, |base| base.mean.abs())
                        } else {
                            1.0
                        };
                        let margin = metric.margin * scale;
                        asked.push(Asked {
                            record: records.len(),
                            difference: apart.by,
                            margin,
                            direction: metric.direction,
                        });
                    }
                }
                records.push(record);
            }
        }
    }

    /// Worst account and 5th percentile of accounts, by channel.
    fn tails(&self, staffing: usize, records: &mut Vec<Record>) {
        let (model, names) = (self.model, self.names());
        let (mine, theirs) = (self.blocks(&self.collected.staffed[staffing]), self.blocks(self.baseline()));
        for (channel, name) in names.channels.iter().enumerate() {
            let scope = format!("channel={name}");
            let found = tails(mine, channel, model.accounts.len());
            let base =
                tails(theirs, channel, model.accounts.len()).filter(|_| staffing != self.question.baseline);
            let mut add = |figure: &Figure, pairs: Option<&Vec<Pair>>, base: Option<&Vec<Pair>>| {
                let mut record =
                    self.record(staffing, figure, &scope, pairs.and_then(|pairs| ratio(pairs, CONFIDENCE)));
                if let Some(apart) =
                    pairs.zip(base).and_then(|(pairs, base)| difference(pairs, base, CONFIDENCE))
                {
                    self.add_difference(&mut record, &apart);
                }
                records.push(record);
            };
            let (here, there) = (found.as_ref(), base.as_ref());
            let worst = &catalogue::SERVICE_LEVEL_WORST_ACCOUNT;
            add(worst, here.map(|tails| &tails.worst), there.map(|tails| &tails.worst));
            let fifth = &catalogue::SERVICE_LEVEL_P5_ACCOUNTS;
            add(fifth, here.map(|tails| &tails.fifth), there.map(|tails| &tails.fifth));
            let ranked = found.as_ref().map(|tails| Estimate {
                mean: tails.ranked as f64,
                half_width: 0.0,
                variance: 0.0,
                degrees: f64::from(self.collected.replications) - 1.0,
            });
            records.push(self.record(staffing, &catalogue::ACCOUNTS_RANKED, &scope, ranked));
        }
    }

    /// Quantiles of waits by channel, and by group on it; and their curve, by channel.
    fn waits(&self, staffing: usize, records: &mut Vec<Record>) {
        let names = self.names();
        let blocks = self.blocks(&self.collected.staffed[staffing]);
        let base = self.blocks(self.baseline());
        for (channel, name) in names.channels.iter().enumerate() {
            let scope = format!("channel={name}");
            let whole = Cut::Channel(channel);
            records.extend(self.wait_quantiles(staffing, &scope, (blocks, whole), Some((base, whole))));
            for (group, group_name) in names.groups.iter().enumerate() {
                let scope = format!("{scope};group={group_name}");
                let cut = Cut::Group { channel, group };
                let found = self.wait_quantiles(staffing, &scope, (blocks, cut), Some((base, cut)));
                records.extend(found.into_iter().filter(|record| record.mean.is_some()));
            }
            for (at, (all, without)) in
                waits::curve(blocks, channel, &waits::grid(self.model, staffing, channel))
            {
                let estimate = jackknife(all, &without, CONFIDENCE);
                let mut record = self.record(staffing, &catalogue::WAIT_OVER, &scope, Some(estimate));
                record.at = Some(at);
                records.push(record);
            }
        }
        self.detailed_waits(staffing, records);
    }

    /// Quantiles of waits by time of day, team, site, person and account, as far as they are kept.
    fn detailed_waits(&self, staffing: usize, records: &mut Vec<Record>) {
        let (mine, baseline) = (&self.collected.staffed[staffing], self.baseline());
        let theirs: BTreeMap<_, _> =
            baseline.rows.iter().map(|row| ((row.scope.as_str(), row.interval.as_str()), row)).collect();
        for row in &mine.rows {
            let Some(kept) = waits::detailed(mine, row) else { continue };
            let base = theirs.get(&(row.scope.as_str(), row.interval.as_str()));
            let base = base.and_then(|row| waits::detailed(baseline, row));
            let base = base.as_deref().map(|rows| (self.blocks(baseline), Cut::Rows(rows)));
            let own = (self.blocks(mine), Cut::Rows(&kept));
            for mut record in self.wait_quantiles(staffing, &row.scope, own, base) {
                record.interval.clone_from(&row.interval);
                records.extend(record.mean.is_some().then_some(record));
            }
        }
    }

    fn wait_quantiles(
        &self,
        staffing: usize,
        scope: &str,
        (blocks, cut): (&[Block], Cut<'_>),
        base: Option<(&[Block], Cut<'_>)>,
    ) -> Vec<Record> {
        let shares = QUANTILES.map(|(_, share)| share);
        let found = waits::quantiles(blocks, cut, &shares);
        let base = base.filter(|_| staffing != self.question.baseline);
        let theirs = base.map(|(blocks, cut)| waits::quantiles(blocks, cut, &shares));
        let mut records = Vec::new();
        for (index, ((metric, _), found)) in QUANTILES.iter().zip(found).enumerate() {
            let estimate = found.as_ref().map(|(all, without)| jackknife(*all, without, CONFIDENCE));
            let mut record = self.record(staffing, metric, scope, estimate);
            let theirs = theirs.as_ref().and_then(|theirs| theirs[index].as_ref());
            if let (Some((all, without)), Some((base, base_without))) = (found, theirs) {
                let pairs: Vec<(f64, f64)> = without.into_iter().zip(base_without.iter().copied()).collect();
                self.add_difference(&mut record, &jackknife_difference((all, *base), &pairs, CONFIDENCE));
            }
            records.push(record);
        }
        records
    }

    /// The closed form beside the simulated figures.
    fn closed_forms(&self, staffing: usize, records: &mut Vec<Record>) {
        let (model, names) = (self.model, self.names());
        let staffed = &self.collected.staffed[staffing];
        for (channel, name) in names.channels.iter().enumerate() {
            let Some(closed) = closed_forms::figures(model, names, (staffing, staffed), channel) else {
                continue;
            };
            let figures = [
                (&catalogue::ERLANG_SERVICE_LEVEL, closed.service_level),
                (&catalogue::ERLANG_MEAN_WAIT, closed.mean_wait),
                (&catalogue::ERLANG_ABANDONMENT, closed.abandonment),
            ];
            for (figure, value) in figures {
                let mut record = self.record(staffing, figure, &format!("channel={name}"), None);
                record.mean = value.is_finite().then_some(value);
                record.status = if value.is_nan() {
                    Status::Undefined
                } else if value.is_infinite() {
                    Status::Never
                } else {
                    Status::Ok
                };
                records.push(record);
            }
        }
    }

    /// By interval: people on duty, and those whom the goals in time of live channels require by the closed form: of each
    /// channel the most that any goal asks for, all channels together. The order of the file must not matter.
    fn required(&self, staffing: usize, records: &mut Vec<Record>) {
        let (model, names) = (self.model, self.names());
        let staffed = &self.collected.staffed[staffing];
        // By interval and channel.
        let mut most: BTreeMap<String, BTreeMap<usize, (u32, f64)>> = BTreeMap::new();
        for goal in model.goals.iter().filter(|goal| goal.at_least) {
            let (Some(channel), GoalKind::AnsweredWithin(within)) =
                (goal.channel.map(usize::from), goal.kind_for(staffing))
            else {
                continue;
            };
            // Nothing is told of channels that are not live.
            let promised = (channel, seconds(*within), goal.threshold_for(staffing));
            for (interval, on_duty, required) in
                closed_forms::required(model, names, (staffing, staffed), promised)
            {
                let found = most.entry(interval).or_default().entry(channel).or_insert((0, on_duty));
                found.0 = found.0.max(required);
            }
        }
        for (interval, channels) in most {
            let required: u32 = channels.values().map(|(required, _)| required).sum();
            // On days on which the channel is open that asks for most; of two such, where fewer are there.
            let busiest = channels.into_values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            let on_duty = busiest.map_or(0.0, |(_, on_duty)| on_duty);
            let required = f64::from(required);
            for (figure, value) in
                [(&catalogue::REQUIRED_AGENTS, required), (&catalogue::AGENTS_ON_DUTY, on_duty)]
            {
                let mut record = self.record(staffing, figure, "all", None);
                record.interval.clone_from(&interval);
                record.mean = Some(value);
                record.status = Status::Ok;
                records.push(record);
            }
        }
    }

    /// The blocks that hold anything.
    fn blocks<'s>(&self, staffed: &'s Staffed) -> &'s [Block] {
        &staffed.blocks[..(self.collected.replications as usize).min(staffed.blocks.len())]
    }

    /// How much goes in a bad quarter of random departures.
    fn risk(&self, staffing: usize, records: &mut Vec<Record>) {
        let blocks = self.blocks(&self.collected.staffed[staffing]);
        let told: [[&Figure; 2]; 2] = [
            [&catalogue::VALUE_AT_RISK, &catalogue::VALUE_AT_RISK_SHORTFALL],
            [&catalogue::KNOWLEDGE_AT_RISK, &catalogue::KNOWLEDGE_AT_RISK_SHORTFALL],
        ];
        for (of, told) in told.into_iter().enumerate() {
            let quarters: Vec<&[u64]> = blocks.iter().map(|block| block.risk[of].as_slice()).collect();
            let Some(figures) = risk::figures(&quarters, self.question.setting.seed) else { continue };
            for (figure, (all, resampled)) in told.into_iter().zip(figures) {
                let (estimate, lower, upper) = by_percentiles(all, resampled, CONFIDENCE);
                let record = self.record(staffing, figure, "all", Some(estimate));
                records.push(Record { lower: Some(lower), upper: Some(upper), ..record });
            }
        }
    }

    /// How much accounts must be worth for a staffing to tie with the baseline.
    fn value_at_tie(&self, staffing: usize, records: &mut Vec<Record>) {
        if staffing == self.question.baseline {
            return;
        }
        let mine = &self.collected.staffed[staffing];
        let Some((status, factor)) = satisfaction::tie(self.model, mine, self.baseline()) else {
            return;
        };
        let mut record = self.record(staffing, &catalogue::VALUE_FACTOR_AT_TIE, "all", factor);
        record.baseline.clone_from(&self.names().staffings[self.question.baseline]);
        record.lower = record.lower.map(|lower| lower.max(0.0));
        record.status = status;
        records.push(record);
    }

    /// Price and margin under every contract.
    fn contracts(&self, staffing: usize, records: &mut Vec<Record>) {
        let names = self.names();
        let (mine, base) = (&self.collected.staffed[staffing], self.baseline());
        for ((name, figures), base) in names.contracts.iter().zip(&mine.contracts).zip(&base.contracts) {
            for ((figure, pairs), base) in contracts::FIGURES.iter().zip(figures).zip(base) {
                let scope = format!("contract={name}");
                let mut record = self.record(staffing, figure, &scope, ratio(pairs, CONFIDENCE));
                if staffing != self.question.baseline
                    && let Some(apart) = difference(pairs, base, CONFIDENCE)
                {
                    self.add_difference(&mut record, &apart);
                }
                records.push(record);
            }
        }
    }

    /// How evenly knowledge is spread over people.
    fn lorenz(&self, staffing: usize, records: &mut Vec<Record>) {
        for (people, pairs) in &self.collected.staffed[staffing].lorenz {
            let estimate = ratio(pairs, CONFIDENCE);
            let mut record = self.record(staffing, &catalogue::KNOWLEDGE_LORENZ, "all", estimate);
            record.at = Some(*people);
            records.push(record);
        }
    }

    /// What each goal comes to, and how many are met.
    fn goals(&self, staffing: usize, records: &mut Vec<Record>) {
        let (model, names) = (self.model, self.names());
        let staffed = &self.collected.staffed[staffing];
        let mut met = 0;
        for (goal, label) in names.goals.iter().enumerate() {
            let scope = format!("goal={}", label.name);
            let value = goals::value(model, names, staffing, staffed, goal, CONFIDENCE);
            let unit = catalogue::find(&label.metric).map_or(&Unit::Share, |metric| &metric.unit);
            let mut record = self.record_in(unit, staffing, &catalogue::GOAL, &scope, value);
            let facts = &model.goals[goal];
            record.verdict =
                value.map(|value| verdict::of_goal(&value, facts.threshold_for(staffing), facts.at_least));
            // What too few contacts say nothing about may still miss it.
            if record.verdict == Some(Verdict::Met)
                && goals::unjudged(model, staffing, staffed, goal).is_some()
            {
                record.verdict = Some(Verdict::Undecided);
            }
            met += u32::from(record.verdict == Some(Verdict::Met));
            let (mine, theirs) = (&staffed.goals[goal], &self.baseline().goals[goal]);
            // Shares within different waits are different things.
            let same = facts.kind_for(staffing) == facts.kind_for(self.question.baseline);
            if facts.scope == Scope::Centre
                && same
                && staffing != self.question.baseline
                && let Some(apart) = difference(mine, theirs, CONFIDENCE)
            {
                self.add_difference(&mut record, &apart);
            }
            records.push(record);
            let days: &[Pair] = &staffed.goal_days[goal];
            if let Some(chance) = ratio(days, CONFIDENCE) {
                let figure = &catalogue::CHANCE_DAY_MEETS_GOAL;
                records.push(self.record(staffing, figure, &scope, Some(chance)));
            }
        }
        if !names.goals.is_empty() {
            let degrees = f64::from(self.collected.replications) - 1.0;
            let count = Estimate { mean: f64::from(met), half_width: 0.0, variance: 0.0, degrees };
            records.push(self.record(staffing, &catalogue::GOALS_MET, "all", Some(count)));
        }
    }

    /// Whether verdicts are spoken on a figure over a scope.
    fn is_headline(&self, metric: &Metric, scope: &str) -> bool {
        let is = |other: &Figure| metric.name == other.name;
        let by_channel = is(&catalogue::SERVICE_LEVEL) || is(&catalogue::ABANDONMENT);
        let whole_channel = self.names().channels.iter().enumerate().any(|(index, channel)| {
            // Where nobody waits on the line there is nothing to say about giving up.
            let live = self.model.channels[index].kind == Kind::Live;
            scope == format!("channel={channel}") && (!is(&catalogue::ABANDONMENT) || live)
        });
        headline(self.model).any(|name| name == metric.name)
            && (if by_channel { whole_channel } else { scope == "all" })
    }
}

/// Figures of a staffing by (metric, scope, interval).
fn index(staffed: &Staffed) -> BTreeMap<(&'static str, &str, &str), &[Pair]> {
    let mut index = BTreeMap::new();
    for (row, figures) in staffed.rows.iter().zip(&staffed.pairs) {
        for (metric, pairs) in row.metrics.iter().zip(figures) {
            index.insert((metric.name, row.scope.as_str(), row.interval.as_str()), pairs.as_slice());
        }
    }
    index
}
