//! Knock-out: whom a staffing depends on, and what it would cost to lose them.
//!
//! In each replication the staffing is played as it is and without each of its people in turn, on the same contacts; the
//! differences are paired. In: a setting, and what was asked. Out: [`Results`]. Must not know: files,
//! terminals.
//!
//! | file | holds |
//! |---|---|
//! | `desk` | staffings without somebody; who has to do with whom |
//! | `duty` | whose loss can be felt on some days |
//! | `play` | one replication |
//! | `figures` | what is compared |
//! | `shapley` | shares over all orders |
//! | `rank` | by which figure people are ranked |
//! | `judged` | differences with intervals that hold for everybody together |
//! | `people` | what is said of each person |
//! | `service` | how few people could be away before service fails |
//! | `followed` | service day by day, and when it is back |
//! | `answer` | the document |

mod answer;
mod desk;
mod duty;
mod figures;
mod followed;
mod judged;
mod people;
mod play;
mod rank;
mod service;
mod shapley;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

pub use self::desk::Cover;
pub use self::rank::RankBy;
pub use self::shapley::EXACT;

use self::answer::Answer;
use self::desk::{Islands, pieces};
use self::duty::has_duty;
use self::figures::{Figure, figures, pairs};
use self::play::{Course, Desk, Played, play};
use super::calibrate::calibrated_for;
use super::estimate::Pair;
use super::parallel::Crew;
use super::record::Results;
use super::setting::Setting;
use crate::metrics::digest::Promises;
use crate::model::Model;
use crate::scenario::names::Names;
use crate::workforce::timeline::is_filled;

/// How many of the people most missed are looked at in pairs.
const WORST: usize = 10;
/// How many of them are followed day by day.
const FOLLOWED: usize = 3;

/// What is asked of a knock-out.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The scenario and how it is played.
    pub setting: Setting<'a>,
    /// Index of the staffing.
    pub staffing: usize,
    /// Who takes over.
    pub cover: Cover,
    /// Days of the run on which people are gone; `None`: all of them.
    pub days: Option<Range<u32>>,
    /// Only the people of this team (index), and the team as a whole.
    pub team: Option<u16>,
    /// Also the people most missed in pairs.
    pub pairs: bool,
    /// Also Shapley shares.
    pub shapley: bool,
    /// Also the bus factor in service.
    pub service: bool,
    /// By which figure people are ranked.
    pub rank_by: RankBy,
}

impl<'a> Question<'a> {
    /// The model as entered, with all its staffings.
    pub fn model(&self) -> &'a Model {
        &self.setting.loaded.model
    }

    /// The names of what is in it.
    pub fn names(&self) -> &'a Names {
        &self.setting.loaded.names
    }

    /// The people who can be lost, as agents of the staffing.
    pub fn people(&self) -> Vec<u32> {
        let staffing = &self.model().staffings[self.staffing];
        let calendar = &self.model().calendar;
        let days = self.days.clone().unwrap_or(0..calendar.days);
        (0..staffing.agents.len() as u32)
            .filter(|agent| {
                let seat = &staffing.agents[*agent as usize];
                self.team.is_none_or(|team| team == seat.team) && days.clone().any(|day| is_filled(seat, day))
            })
            .collect()
    }

    /// Of the people who can be lost, those who have no duty on the days on which they are gone.
    pub fn off_duty(&self) -> Vec<u32> {
        let Some(days) = &self.days else { return Vec::new() };
        let staffing = &self.model().staffings[self.staffing];
        let mut people = self.people();
        people.retain(|agent| !has_duty(self.model(), staffing, *agent, days.clone()));
        people
    }

    /// Days of the run in words: "on 2026-01-10", "from 2026-01-10 to 2026-01-11".
    pub fn when(&self, days: &Range<u32>) -> String {
        let date = |day: u32| self.model().calendar.date(day);
        if days.len() == 1 {
            format!("on {}", date(days.start))
        } else {
            format!("from {} to {}", date(days.start), date(days.end - 1))
        }
    }

    /// The first day from one on, on which any of the people who can be lost has a duty.
    pub fn next_duty(&self, from: u32) -> Option<u32> {
        let staffing = &self.model().staffings[self.staffing];
        (from..self.model().calendar.days).find(|day| {
            let question = Self { days: Some(*day..*day + 1), ..self.clone() };
            question.people().iter().any(|agent| has_duty(self.model(), staffing, *agent, *day..*day + 1))
        })
    }

    /// Plays of the whole study, for a progress bar: at most so many.
    pub fn plays(&self) -> u64 {
        let people = self.people().len();
        let worst = WORST.min(people);
        let mut plays = 2 + people;
        if self.pairs {
            plays += 1 + worst * worst.saturating_sub(1) / 2;
        }
        if self.days.is_some() {
            plays += FOLLOWED;
        }
        if self.shapley {
            plays += 1 + if people <= EXACT { (1 << people) - 1 } else { 2 * people };
        }
        if self.service {
            plays += 2 + (service::MOST - 1) * (1 + people);
        }
        plays as u64 * u64::from(self.setting.replications)
    }
}

/// Pairs of one variant: by figure, replication.
type Pairs = Vec<Vec<Pair>>;

/// What was played of a course: the staffing as it is, then each variant.
#[derive(Debug, Clone, Default)]
struct Compared {
    variants: Vec<Pairs>,
    replications: u32,
}

/// What is known once everything is played.
#[derive(Debug, Clone, Default)]
struct Collected {
    /// The staffing as it is, without each person, and without the whole team if one was named.
    singles: Compared,
    /// By person, replication: contacts answered, and those of everybody.
    answered: Vec<Vec<Pair>>,
    /// Two persons (places among the people), and the comparison without both.
    pairs: Vec<(usize, usize)>,
    doubles: Compared,
    /// Persons followed (places among the people); by person, day, replication: service level's pair.
    followed: Vec<usize>,
    by_day: Vec<Vec<Vec<Pair>>>,
    /// By game, person, replication.
    shapley: Vec<Vec<Vec<Pair>>>,
    service: Option<service::Service>,
    /// For it: what the staffing as it is, and without each person, came to; empty where nobody asks.
    promised: Vec<service::Sums>,
}

/// Runs it. `tick` is told of finished plays; `interrupt` stops after the plays in hand.
/// `None` when it was interrupted before two replications were done.
pub fn run(question: &Question<'_>, tick: &(dyn Fn(u64) + Sync), interrupt: &AtomicBool) -> Option<Results> {
    // The calibration is that of the scenario with everybody.
    let mut model = calibrated_for(question.model(), &[question.staffing]).into_owned();
    model.staffings = vec![model.staffings.swap_remove(question.staffing)];
    let staffing = &model.staffings[0];
    let islands = match question.cover {
        Cover::Ladder | Cover::Replace => Islands::of(&model, staffing),
        // Accounts may be handed to anybody.
        Cover::Reassign => Islands::one(model.accounts.len(), staffing.agents.len()),
    };
    let desk = Desk {
        islands,
        days: question.days.clone().unwrap_or(0..model.calendar.days),
        cover: question.cover,
        // As the scenario has it: what is shared out must not hang on a calibration.
        pieces: pieces(question.model()),
        promises: if question.service {
            service::promises(&model, question.staffing)
        } else {
            Promises::default()
        },
        model: &model,
    };
    let study = Study {
        question,
        desk: &desk,
        figures: figures(&model, question.names()),
        team: staffing.agents.iter().map(|agent| agent.team).collect(),
        people: question.people(),
        tick,
        interrupt,
    };
    let mut collected = study.singles();
    if collected.singles.replications < 2 {
        return None;
    }
    let ranked = study.ranked(&collected);
    if question.pairs {
        study.doubles(&mut collected, &ranked);
    }
    if question.days.is_some() {
        study.follow(&mut collected, &ranked);
    }
    if question.shapley {
        study.shapley(&mut collected);
    }
    if question.service {
        // Interrupted, the people taken away one by one are not known.
        let is_whole = collected.singles.replications == question.setting.replications;
        collected.service = is_whole.then(|| study.service(&collected.promised)).flatten();
    }
    let stopped_by = if interrupt.load(Ordering::SeqCst) { "interrupted" } else { "replications" };
    let ranking = study.ranking();
    let Study { figures, people, .. } = study;
    let pieces = &desk.pieces;
    let answer = Answer { question, model: &model, pieces, figures, ranking, people, ranked, collected };
    Some(answer.results(stopped_by))
}

/// The study under way.
struct Study<'a> {
    question: &'a Question<'a>,
    desk: &'a Desk<'a>,
    figures: Vec<Figure>,
    /// Team of each agent.
    team: Vec<u16>,
    people: Vec<u32>,
    tick: &'a (dyn Fn(u64) + Sync),
    interrupt: &'a AtomicBool,
}

impl Study<'_> {
    /// Plays every replication's course and hands on, in order, what the staffing as it is (0) and each variant came to.
    /// Returns the replications that are whole.
    fn play(
        &self,
        variants: &(dyn Fn(u64) -> Vec<Vec<u32>> + Sync),
        mut take: impl FnMut(u32, usize, &Played) + Send,
    ) -> u32 {
        let Setting { seed, replications, threads, .. } = self.question.setting;
        let crew = Crew { threads, interrupt: self.interrupt };
        let course = |replication: u32| {
            Course::of(&self.desk.islands, &variants(u64::from(replication)), self.desk.cover)
        };
        let items = course(0).items.len();
        // Enough tasks for every thread, and no more plays at once than memory is meant for.
        let tasks_each = (4 * crew.count())
            .div_ceil(replications.max(1) as usize)
            .max(items.div_ceil(self.desk.at_once()));
        let tasks: Vec<(u32, usize)> = (0..replications)
            .flat_map(|replication| (0..tasks_each).map(move |part| (replication, part)))
            .collect();
        let work = |(replication, part): &(u32, usize)| {
            let course = course(*replication);
            let mine: Vec<_> =
                course.dealt(tasks_each)[*part].iter().map(|item| course.items[*item].clone()).collect();
            let played = if mine.is_empty() {
                Vec::new()
            } else {
                play(self.desk, seed, u64::from(*replication), &mine)
            };
            (self.tick)(mine.len() as u64);
            played
        };
        let (mut parts, mut done) = (Vec::new(), 0);
        crew.in_order(&tasks, &work, |(replication, part), played| {
            parts.push(played);
            if part + 1 < tasks_each {
                return;
            }
            let course = course(*replication);
            let mut played: Vec<Played> = vec![Played::default(); course.items.len()];
            for (mine, parts) in course.dealt(tasks_each).into_iter().zip(std::mem::take(&mut parts)) {
                mine.into_iter().zip(parts).for_each(|(item, one)| played[item] = one);
            }
            course.together(&played, |variant, played| take(*replication, variant, played));
            done += 1;
        });
        done
    }

    /// The same variants in every replication, compared in all figures.
    fn compare(&self, variants: &[Vec<u32>], mut also: impl FnMut(usize, &Played) + Send) -> Compared {
        let mut all: Vec<Pairs> = vec![vec![Vec::new(); self.figures.len()]; variants.len() + 1];
        let replications = self.play(&|_| variants.to_vec(), |_, variant, played| {
            let pairs = pairs(self.desk.model, &self.team, &self.figures, played);
            all[variant].iter_mut().zip(pairs).for_each(|(kept, pair)| kept.push(pair));
            also(variant, played);
        });
        Compared { variants: all, replications }
    }

    fn singles(&self) -> Collected {
        let mut variants: Vec<Vec<u32>> = self.people.iter().map(|agent| vec![*agent]).collect();
        if self.question.team.is_some() {
            variants.push(self.people.clone());
        }
        let mut answered = vec![Vec::new(); self.people.len()];
        let asked = if self.question.service { variants.len() + 1 } else { 0 };
        let mut promised = vec![service::Sums::default(); asked];
        let singles = self.compare(&variants, |variant, played| {
            if let Some(sums) = promised.get_mut(variant) {
                sums.add(&played.digest);
            }
            if variant == 0 {
                let all = played.digest.answered.iter().sum::<i64>() as f64;
                for (agent, pairs) in self.people.iter().zip(&mut answered) {
                    pairs.push((played.digest.answered[*agent as usize] as f64, all));
                }
            }
        });
        Collected { singles, answered, promised, ..Collected::default() }
    }

    /// The figure that people are ranked by.
    fn ranking(&self) -> usize {
        self.place_of(self.question.rank_by.metric()).unwrap_or(0)
    }

    /// Places among the people, the one most missed first: by the figure without them.
    fn ranked(&self, collected: &Collected) -> Vec<usize> {
        let (ranking, sign) = (self.ranking(), self.question.rank_by.sign());
        let level = |variant: &Pairs| {
            let (top, bottom) =
                variant[ranking].iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
            if bottom > 0.0 { sign * top / bottom } else { 0.0 }
        };
        let levels: Vec<f64> = collected.singles.variants[1..].iter().map(level).collect();
        let mut places: Vec<usize> = (0..self.people.len()).collect();
        let name = |place: usize| {
            let agent = &self.desk.model.staffings[0].agents[self.people[place] as usize];
            &self.question.names().people[agent.person as usize]
        };
        places.sort_by(|a, b| levels[*a].total_cmp(&levels[*b]).then_with(|| name(*a).cmp(name(*b))));
        places
    }

    fn doubles(&self, collected: &mut Collected, ranked: &[usize]) {
        let worst = &ranked[..ranked.len().min(WORST)];
        let both =
            worst.iter().enumerate().flat_map(|(at, one)| worst[at + 1..].iter().map(|other| (*one, *other)));
        collected.pairs = both.collect();
        let variants: Vec<Vec<u32>> =
            collected.pairs.iter().map(|(one, other)| vec![self.people[*one], self.people[*other]]).collect();
        collected.doubles = self.compare(&variants, |_, _| {});
    }

    fn follow(&self, collected: &mut Collected, ranked: &[usize]) {
        collected.followed = ranked[..ranked.len().min(FOLLOWED)].to_vec();
        let variants: Vec<Vec<u32>> =
            collected.followed.iter().map(|place| vec![self.people[*place]]).collect();
        let channels = self.desk.model.channels.len();
        let days = self.desk.model.calendar.counted_days() as usize;
        let mut by_day = vec![vec![Vec::new(); days]; variants.len() + 1];
        self.compare(&variants, |variant, played| {
            for (pairs, channels) in by_day[variant].iter_mut().zip(played.digest.days.chunks(channels)) {
                let hits: i64 = channels.iter().map(|of| of.hits).sum();
                let due: i64 = channels.iter().map(|of| of.due).sum();
                pairs.push((hits as f64, due as f64));
            }
        });
        collected.by_day = by_day;
    }

    fn shapley(&self, collected: &mut Collected) {
        let (n, seed) = (self.people.len(), self.question.setting.seed);
        let games: Vec<usize> = people::GAMES.iter().filter_map(|game| self.place_of(game.0.name)).collect();
        let sets = |replication| shapley::coalitions(&self.people, seed, replication);
        let count = sets(0).len();
        let mut values: Vec<Vec<f64>> = vec![Vec::new(); games.len()];
        let mut kept: Vec<Vec<Vec<Pair>>> = vec![vec![Vec::new(); n]; games.len()];
        let mut bottoms = vec![1.0; games.len()];
        self.play(&sets, |replication, variant, played| {
            let pairs = pairs(self.desk.model, &self.team, &self.figures, played);
            for (game, figure) in games.iter().enumerate() {
                values[game].push(pairs[*figure].0);
                // Requests and days are the same whoever is there.
                bottoms[game] = pairs[*figure].1;
            }
            if variant < count {
                return;
            }
            for (game, values) in values.iter_mut().enumerate() {
                let shares = shapley::shares(n, seed, u64::from(replication), values[0], &values[1..]);
                kept[game].iter_mut().zip(shares).for_each(|(kept, share)| kept.push((share, bottoms[game])));
                values.clear();
            }
        });
        collected.shapley = kept;
    }

    fn place_of(&self, figure: &str) -> Option<usize> {
        self.figures.iter().position(|one| one.name == figure && one.scope.is_empty())
    }
}
