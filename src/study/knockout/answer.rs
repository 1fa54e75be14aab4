//! The document of a knock-out: what was found, what it rests on, what to know before trusting it.
//!
//! In: what was played. Out: [`Results`]. Must not know: engines, threads, how intervals are made.

use super::figures::Figure;
use super::judged::Judged;
use super::{Collected, Cover, EXACT, Question, RankBy};
use crate::math::counted;
use crate::metrics::catalogue::{COST_PRODUCTION, SERVICE_LEVEL, VALUE_AT_STAKE};
use crate::model::Model;
use crate::model::portfolio::Piece;
use crate::random::Streams;
use crate::study::provenance;
use crate::study::record::{Assumption, Caution, Provenance, Record, Results, SCHEMA_VERSION, Verdict};
use crate::workforce::tenure::Tenures;

/// People that a caution names.
const NAMED: usize = 3;

/// The first of some people, and how many others there are.
fn some_of(mut people: Vec<String>) -> String {
    let others = people.len().saturating_sub(NAMED);
    people.truncate(NAMED);
    if others > 0 {
        people.push(counted(others, "other", "others"));
    }
    people.join(", ")
}

/// From pairs to records.
pub(super) struct Answer<'a> {
    pub(super) question: &'a Question<'a>,
    /// With the one staffing.
    pub(super) model: &'a Model,
    /// Weights of accounts that are handed over.
    pub(super) pieces: &'a [Piece],
    pub(super) figures: Vec<Figure>,
    /// The one that people are ranked by.
    pub(super) ranking: usize,
    pub(super) people: Vec<u32>,
    /// Places among the people, the one most missed first.
    pub(super) ranked: Vec<usize>,
    pub(super) collected: Collected,
}

impl Answer<'_> {
    pub(super) fn results(&self, stopped_by: &str) -> Results {
        let mut records = Vec::new();
        let singles = &self.collected.singles;
        for (figure, pairs) in self.figures.iter().zip(&singles.variants[0]) {
            let scope = if figure.scope.is_empty() { "all" } else { &figure.scope };
            records.push(self.value(figure, scope, pairs, singles));
        }
        let people: Vec<usize> = (0..self.people.len()).collect();
        let row = |place: &usize| (place + 1, self.point(&[*place]), self.agent(&[*place]));
        let judged = Judged { compared: singles, rows: people.iter().map(row).collect(), name: "people" };
        let family = self.judge(&judged, &mut records);
        self.ranks(&family, &mut records);
        self.portfolios(&mut records);
        if let Some(team) = self.question.team {
            let scope =
                format!("team={}", self.question.names().teams[self.question.staffing][usize::from(team)]);
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
        self.service(&mut records);
        records.sort_by(|a, b| {
            let key = |record: &Record| (record.metric.clone(), record.scope.clone(), record.point.clone());
            key(a).cmp(&key(b)).then_with(|| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)))
        });
        let mut assumptions = self.assumptions();
        assumptions.extend(provenance::assumptions(self.question.names()));
        Results {
            schema_version: SCHEMA_VERSION,
            provenance: self.provenance(stopped_by),
            assumptions,
            cautions: self.cautions(&records),
            records: records.into_iter().map(Record::finite).collect(),
        }
    }

    fn provenance(&self, stopped_by: &str) -> Provenance {
        let (names, staffing) = (self.question.names(), self.question.staffing);
        let replications = self.collected.singles.replications;
        let mut provenance = self.question.setting.provenance("knockout", replications, stopped_by);
        let name = &names.staffings[staffing];
        provenance.baseline.clone_from(name);
        provenance.staffings = vec![name.clone()];
        provenance.ladders.retain(|staffing, _| staffing == name);
        provenance.teams.clone_from(&names.teams[staffing]);
        provenance.headline =
            [SERVICE_LEVEL.name, COST_PRODUCTION.name, VALUE_AT_STAKE.name].map(ToString::to_string).to_vec();
        let ranking = self.question.rank_by.metric();
        provenance.headline.retain(|metric| metric != ranking);
        provenance.headline.insert(0, ranking.into());
        provenance.headline.retain(|metric| self.figures.iter().any(|figure| figure.name == metric));
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
            Cover::Replace => {
                let note = "who is gone is replaced as the roster's turnover says (at once, by somebody as fast, where it has \
                            none); accounts go as its succession says; finding and training who is hired in the place is paid \
                            in full within the days counted";
                choice("--replace", "true".into(), note)
            }
        }];
        if self.question.rank_by != RankBy::default() {
            let note = "the figure that people are ranked by";
            all.push(choice("--rank-by", self.question.rank_by.word().into(), note));
        }
        match &self.question.days {
            Some(days) if self.question.cover == Cover::Replace => {
                let date = self.model.calendar.date(days.start);
                all.push(choice("--from", date.to_string(), "the day on which the person leaves for good"));
            }
            None => all.push(choice(
                "--for",
                "the whole run".into(),
                "nobody is hired in the place of who is gone",
            )),
            Some(days) => {
                let date = self.model.calendar.date(days.start);
                let then = if days.end < self.model.calendar.days {
                    "then the person is back"
                } else {
                    "to the end of the run"
                };
                all.push(choice("--for", format!("{}d", days.end - days.start), then));
                all.push(choice("--from", date.to_string(), "the first day without the person"));
            }
        }
        all
    }

    /// People whose loss cannot be felt, because they would not have been there.
    fn off_duty(&self) -> Option<Caution> {
        let (names, model, staffing) = (self.question.names(), self.question.model(), self.question.staffing);
        let off = self.question.off_duty();
        let days = self.question.days.clone().filter(|_| !off.is_empty())?;
        let person = |agent: &u32| {
            names.people[model.staffings[staffing].agents[*agent as usize].person as usize].as_str()
        };
        let who = some_of(off.iter().map(|agent| person(agent).to_string()).collect());
        let when = self.question.when(&days);
        let message = format!(
            "{} of {} are not on duty {when} ({}): nothing is lost with them on these days.",
            off.len(),
            counted(self.people.len(), "person", "people"),
            who
        );
        Some(Caution {
            code: "off_duty".into(),
            staffing: None,
            message,
            remedy: "Ask for days on which they work: --from, --for.".into(),
        })
    }

    /// People whose seats are vacant on the day on which they are to leave for good, in every replication.
    fn vacant(&self) -> Option<Caution> {
        let (names, model, staffing) = (self.question.names(), self.question.model(), self.question.staffing);
        let day = match self.question.cover {
            Cover::Replace => {
                self.question.days.as_ref().map_or(model.calendar.warm_up_days, |days| days.start)
            }
            Cover::Ladder | Cover::Reassign => return None,
        };
        let mut vacant = self.people.clone();
        for replication in 0..self.collected.singles.replications {
            if vacant.is_empty() {
                return None;
            }
            let tenures =
                Tenures::draw(self.model, 0, &Streams::new(self.question.setting.seed, replication.into()));
            vacant.retain(|agent| !tenures.is_filled(*agent, day));
        }
        let seats = &model.staffings[staffing].agents;
        let named = |agent: &u32| names.people[seats[*agent as usize].person as usize].clone();
        (!vacant.is_empty()).then(|| Caution {
            code: "vacant".into(),
            staffing: None,
            message: format!(
                "On {} {} of {} {} vacant ({}): nobody leaves there, and their rows say nothing of whoever would hold them.",
                model.calendar.date(day),
                vacant.len(),
                counted(self.people.len(), "seat", "seats"),
                if vacant.len() == 1 { "is" } else { "are" },
                some_of(vacant.iter().map(named).collect())
            ),
            remedy: "Ask for another day (--from), or without --replace: what is lost with the seat unfilled.".into(),
        })
    }

    fn cautions(&self, records: &[Record]) -> Vec<Caution> {
        let caution = |code: &str, message: String, remedy: &str| Caution {
            code: code.into(),
            staffing: None,
            message,
            remedy: remedy.into(),
        };
        let (names, staffing) = (self.question.names(), self.question.staffing);
        let mut all = provenance::cautions(names, |name| names.staffings[staffing] == name);
        let replications = self.collected.singles.replications;
        if replications < 20 {
            let message = format!(
                "Only {replications} replications: intervals over all people are wide and rest on the t law."
            );
            all.push(caution("few_replications", message, "Run at least 50: --replications 50."));
        }
        all.extend(self.off_duty());
        all.extend(self.vacant());
        let ranking = &self.figures[self.ranking];
        // People, and pairs of them: all that were played, of which a page shows some.
        let losses = records.iter().filter(|record| {
            record.metric == ranking.name && record.scope.starts_with("agent=") && record.verdict.is_some()
        });
        let is_pair = |record: &&Record| record.point.contains([',', ';']);
        let (pairs, people): (Vec<&Record>, Vec<&Record>) = losses.partition(is_pair);
        let undecided = |all: &[&Record], of: &str| {
            let open = all.iter().filter(|record| record.verdict == Some(Verdict::Undecided)).count();
            (open > 0).then(|| format!("{open} of {} {of}", all.len()))
        };
        let told: Vec<String> =
            [undecided(&people, "people"), undecided(&pairs, "pairs played")].into_iter().flatten().collect();
        if !told.is_empty() {
            let of = if ranking.name == SERVICE_LEVEL.name { "service" } else { ranking.name };
            let message = format!("What the loss of {} does to {of} is undecided.", told.join(" and of "));
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
