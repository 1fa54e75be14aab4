//! What to know of a size before trusting it: which goal no number of people meets, and what is left undecided.
//!
//! In: what was asked, what was found. Out: cautions. Must not know: how points are played, or chosen.

use super::ground;
use super::sized::Visited;
use super::{Certainty, Question, Sized, levers};
use crate::math::counted;
use crate::metrics::catalogue;
use crate::model::Model;
use crate::scenario::Loaded;
use crate::scenario::file::Team;
use crate::study::estimate::{CONFIDENCE, Estimate, ratio};
use crate::study::goals;
use crate::study::record::Caution;
use crate::study::trial::Trial;

/// What to know of a size before trusting it.
pub(super) fn cautions(question: &Question<'_>, sized: &Sized) -> Vec<Caution> {
    let told = Told { loaded: question.setting.loaded, sized };
    let Told { loaded, .. } = told;
    let staffing = &loaded.names.staffings[sized.staffing];
    let caution = |code: &str, message: String, remedy: &str| Caution {
        code: code.into(),
        staffing: Some(staffing.clone()),
        message,
        remedy: remedy.into(),
    };
    let mut found = told.unjudged(staffing);
    let no_size = || told.out_of_reach().unwrap_or_else(|| told.never_together());
    match sized.certainty() {
        Certainty::Sure => {}
        Certainty::Blind => found.push(caution(
            "size_undecided",
            format!("how many people {staffing} needs cannot be told: nothing can be judged of any goal."),
            goals::MORE_CONTACTS,
        )),
        Certainty::Capped => found.push(caution(
            "size_capped",
            format!("with {}, {staffing} was not found to meet all goals: {}", told.cap(), no_size()),
            "Raise the bound: whether more people would do was not looked at.",
        )),
        Certainty::Never => found.push(caution(
            "no_size",
            format!("no number of people was found with which {staffing} meets all goals: {}", no_size()),
            "Ask less of it ([staffings.NAME.goals.…]), or give its ladder another rung.",
        )),
        Certainty::Undecided => found.push(caution(
            "size_undecided",
            format!("whether {staffing} meets all goals at all is undecided: of no number of people is it certain."),
            "Give more --replications.",
        )),
        Certainty::Open { as_known, doubtful } => {
            if as_known {
                found.push(caution(
                    "size_undecided",
                    format!(
                        "whether {staffing} meets all goals at all is undecided, as not all can be judged; the cheapest with \
                         which all that can be judged meet them: {}.",
                        counted(told.people(sized.point()), "person", "people")
                    ),
                    goals::MORE_CONTACTS,
                ));
            }
            if doubtful {
                found.push(caution(
                    "size_undecided",
                    format!("whether {staffing} meets its goals at less cost {}.", told.doubt()),
                    "Give more --replications.",
                ));
            }
        }
    }
    if let Some(point) = &sized.best {
        let levers = sized.levers.iter().zip(point);
        for (lever, value) in levers.filter(|(lever, value)| **value > 0 && lever.reviewed.0 == Some(**value))
        {
            found.push(caution(
                "size_at_least",
                format!(
                    "{staffing}: {} is {value}, the least that its team's review allows: whether fewer would do was not \
                     looked at.",
                    lever.name
                ),
                "Lower `least` of the review.",
            ));
        }
    }
    found.extend(told.moved().map(|message| {
        let remedy = "What it saves is the place as well as the way of staffing. To hold places, bound their people: [size] free \
                      = [{ lever = \"teams.NAME.agents\", from = 10 }, …].";
        caution("size_moves_site", message, remedy)
    }));
    let in_waves = |team: &Team| team.waves.iter().flatten().any(|wave| wave.agents.is_some());
    for (name, _) in loaded.file.teams_of(staffing).iter().filter(|(_, team)| in_waves(team)) {
        found.push(caution(
            "size_waves",
            format!(
                "{staffing}: waves of team `{name}` that are given in people stay as they are, however many are needed."
            ),
            "Give them as shares of the team's agents: share = 0.5.",
        ));
    }
    found
}

/// People of a site, at least, of whose leaving it there is something to say.
const MANNED: u32 = 3;
/// A site that has less than one such part of its part in the people has lost its work to others.
const MOVED: f64 = 2.0;

/// People of a staffing by site.
fn by_site(model: &Model, staffing: usize) -> Vec<u32> {
    let mut people = vec![0; model.sites.len()];
    for team in &model.staffings[staffing].teams {
        people[usize::from(team.site)] += team.agents.len() as u32;
    }
    people
}

/// Levers by which a point is told, the last of them the count of all others.
const DIFFERENCES: usize = 3;

struct Told<'a> {
    loaded: &'a Loaded,
    sized: &'a Sized,
}

impl Told<'_> {
    /// Goals for which some accounts or portfolios have too few contacts, with the people told.
    fn unjudged(&self, staffing: &str) -> Vec<Caution> {
        let Loaded { model, names, .. } = self.loaded;
        let seen = self.sized.visited.get(self.sized.point());
        let Some(trial) = seen.and_then(|seen| seen.trial.as_ref()) else { return Vec::new() };
        let told = |goal| {
            let unjudged = trial.worst(goal)?.unjudged?;
            Some(goals::few_contacts(model, names, goal, unjudged, Some(staffing)))
        };
        (0..model.goals.len()).filter_map(told).collect()
    }

    /// The points that were played.
    fn played(&self) -> impl Iterator<Item = (&Vec<u32>, &Visited)> {
        self.sized.visited.iter().filter(|(_, seen)| seen.trial.is_some() && !seen.judged.slack.is_empty())
    }

    /// The goals that are missed at every point that was looked at, each with the best that was reached.
    fn out_of_reach(&self) -> Option<String> {
        let goals = &self.loaded.model.goals;
        let missed = (0..goals.len()).filter_map(|goal| {
            let slack = |seen: &Visited| seen.judged.slack[goal];
            // Of points that are as good, the one with the fewest people.
            let best = self.played().max_by(|a, b| {
                slack(a.1).total_cmp(&slack(b.1)).then_with(|| self.people(b.0).cmp(&self.people(a.0)))
            });
            let (point, seen) = best.filter(|(_, seen)| slack(seen) < 0.0)?;
            let (text, people) = (&self.loaded.names.goals[goal].text, self.people(point));
            let played = seen.trial.as_ref().map_or(0, Trial::replications);
            // More people than there may be could do better.
            let reach = if self.sized.certainty() == Certainty::Capped { "is not reached" } else { "is out of reach" };
            Some(match self.value(seen, goal) {
                Some(value) => {
                    let most = if goals[goal].at_least { "at most" } else { "at least" };
                    format!("“{text}” {reach}, it comes to {most} {value} (with {people}, in {played} replications)")
                }
                None => format!("“{text}” {reach}"),
            })
        });
        let missed: Vec<String> = missed.collect();
        (!missed.is_empty()).then(|| format!("{}.", missed.join("; ")))
    }

    /// The bounds that were reached, as they stand in the file.
    fn cap(&self) -> String {
        let Told { loaded, sized } = self;
        let mut caps = Vec::new();
        let (is_full, at_bound) = sized.bound();
        if is_full {
            let whose = match loaded.file.size.most {
                Some(_) => "[size] most",
                None => {
                    "the default of [size] most: ten times those of the scenario or three times those of a closed form, 50 at least"
                }
            };
            caps.push(format!("at most {} ({whose})", counted(sized.most, "person", "people")));
        }
        for lever in at_bound.into_iter().map(|lever| &sized.levers[lever]) {
            if lever.bounds.1 < sized.most {
                let by_review = lever.reviewed.1 == Some(lever.bounds.1);
                let whose = if by_review { "most of its team's review" } else { "[size] free, to" };
                caps.push(format!("{} at most {} ({whose})", lever.name, lever.bounds.1));
            }
        }
        if caps.is_empty() {
            caps.push(format!("at most {} in each lever", sized.most));
        }
        caps.join(" and ")
    }

    /// Where each goal is met somewhere: what is missed at the point that came closest.
    fn never_together(&self) -> String {
        let closest = &self.sized.closest;
        let people = self.people(closest);
        let seen = self.sized.visited.get(closest).filter(|seen| !seen.judged.slack.is_empty());
        let (goal, _) = seen.map_or((0, 0.0), |seen| seen.judged.tightest());
        let text = &self.loaded.names.goals[goal].text;
        let value = seen.and_then(|seen| self.value(seen, goal));
        let comes = value.map_or(String::new(), |value| format!(" comes to {value}"));
        match self.loaded.model.goals.len() {
            1 => format!("with {people}, “{text}”{comes}: that is not decided."),
            _ => format!("each is met with some, never all with the same; with {people}, “{text}”{comes}."),
        }
    }

    /// What a goal comes to at a point, in its unit; `None` where only the worst of several is known.
    fn value(&self, seen: &Visited, goal: usize) -> Option<String> {
        let Loaded { model, names, .. } = self.loaded;
        let pairs = seen.trial.as_ref()?.goal_pairs(model, names, goal)?;
        let Estimate { mean, half_width, .. } = ratio(pairs, CONFIDENCE)?;
        let is_share = catalogue::find(&names.goals[goal].metric)
            .is_none_or(|metric| metric.unit == catalogue::Unit::Share);
        let error = |half: String| if half_width > 0.0 { format!(" ±{half}") } else { String::new() };
        Some(if is_share {
            format!("{:.1} %{}", 100.0 * mean, error(format!("{:.1}", 100.0 * half_width)))
        } else {
            format!("{mean:.1}{}", error(format!("{half_width:.2}")))
        })
    }

    /// Whether a site loses most of its part in the work: how many it has and had, and who has more.
    fn moved(&self) -> Option<String> {
        let Told { loaded, sized } = self;
        let staffing = sized.staffing;
        let there = loaded.with(&sized.edits).ok()?;
        let (before, now) = (by_site(&loaded.model, staffing), by_site(&there.model, staffing));
        let total = |people: &[u32]| f64::from(people.iter().sum::<u32>().max(1));
        let part = |people: &[u32], site: usize| f64::from(people[site]) / total(people);
        let emptied =
            |site: &usize| before[*site] >= MANNED && part(&now, *site) * MOVED < part(&before, *site);
        let sites = 0..before.len();
        let told = |site: usize| {
            format!("{} has {} in place of {}", loaded.names.sites[site], now[site], before[site])
        };
        let fewer: Vec<String> = sites.clone().filter(emptied).map(told).collect();
        let more: Vec<String> = sites.filter(|site| now[*site] > before[*site]).map(told).collect();
        let more = if more.is_empty() { String::new() } else { format!("; {}", more.join(", ")) };
        (!fewer.is_empty()).then(|| {
            let name = &loaded.names.staffings[staffing];
            format!("{name}: the cheapest people work elsewhere: {}{more}.", fewer.join(", "))
        })
    }

    /// People at a point, those included whom no lever moves; of plans by interval, people on duty whom one moves.
    fn people(&self, point: &[u32]) -> u32 {
        let Sized { levers, staffing, .. } = self.sized;
        let held = levers::held(self.loaded, &self.loaded.names.staffings[*staffing], levers);
        ground::counted(&levers::crews(levers), point) + held
    }

    /// How far down it is undecided: how many points, and the one with the fewest people.
    fn doubt(&self) -> String {
        let points = &self.sized.doubtful;
        let fewest = points.iter().min_by_key(|point| self.people(point));
        let (people, how) =
            fewest.map_or((0, String::new()), |point| (self.people(point), self.short(point)));
        format!(
            "than with its {} is undecided: at {}, of which the smallest has {people} ({how})",
            counted(self.people(self.sized.point()), "person", "people"),
            counted(points.len(), "cheaper size", "cheaper sizes")
        )
    }

    /// A point by what differs from the answer, as far as it can be read.
    fn short(&self, point: &[u32]) -> String {
        let each = self.sized.levers.iter().zip(point.iter().zip(self.sized.point()));
        let differs = each.filter(|(_, (value, answer))| value != answer);
        let mut words: Vec<String> = differs
            .map(|(lever, (value, answer))| {
                let name = lever.name.trim_start_matches("teams.").replace(".agents", "");
                format!("{name} {value} in place of {answer}")
            })
            .collect();
        if words.len() > DIFFERENCES {
            let more = counted(words.len() + 1 - DIFFERENCES, "other lever", "other levers");
            words.truncate(DIFFERENCES - 1);
            words.push(format!("and {more}"));
        }
        words.join(", ")
    }
}
