//! Ladders and classes: whom a contact may go to.
//!
//! In: `ladder`, `ladders` and `priority` of a staffing, its teams. Out: [`Laddered`]: ladders, the classes of
//! contacts, and both in words. Must not know: who owns what, who is on duty.

use super::crews::Crew;
use super::overrides::{Override, chosen};
use super::words::words;
use super::{Door, at};
use crate::model::{Absent, Class, Ladder, Line, Message, Opens, Rung, Target};
use crate::scenario::file::{
    self, CallBack, Law as FileLaw, Number, Rung as FileRung, RungTable, Staffing, Table, When,
};
use crate::scenario::problem::{Step, suggestion};
use crate::time::format_span;

/// The ladders of a staffing and its classes.
#[derive(Debug, Default)]
pub(super) struct Laddered {
    pub(super) ladders: Vec<Ladder>,
    pub(super) classes: Vec<Class>,
    pub(super) lines: Vec<Line>,
    pub(super) class_of: Vec<u16>,
    pub(super) follow_up_class_of: Vec<u16>,
    /// Whether each group's ladder, on any channel, names owner, deputy or message.
    pub(super) owned: Vec<bool>,
    /// The staffing's ladder in words.
    pub(super) words: String,
}

/// Whether everybody on a rung has the contact already, on the same terms, when it opens.
fn opens_nobody_new(above: &[Rung], rung: &Rung) -> bool {
    let is_open = |before: &&Rung| match (before.opens.given(), rung.opens.given()) {
        (Some(before), Some(now)) => before <= now,
        (Some(before), None) => before == 0,
        (None, _) => false,
    };
    let has = |target: &Target| {
        let mut open = above.iter().filter(is_open);
        open.any(|before| before.when_idle <= rung.when_idle && before.to.contains(target))
    };
    // Contacts may give up at it, or wait at it for who is absent.
    let does_more = rung.balk > 0.0 || rung.patience.total_cmp(&1.0).is_ne() || rung.absent == Absent::Kept;
    !rung.to.is_empty() && !does_more && rung.to.iter().all(has)
}

/// A staffing's ladders in words, the dedicated accounts' own left out.
fn described(
    staffing: &Staffing,
    base: &Ladder,
    overrides: &[Override],
    crews: &[Crew],
    sites: &[&str],
) -> String {
    let mut described = words(base, crews, sites);
    for (given, Override { ladder, .. }) in staffing.ladders.iter().zip(overrides) {
        let named = |names: &Option<Vec<String>>| names.as_ref().map(|names| names.join(", "));
        let whose: Vec<String> = named(&given.groups).into_iter().chain(named(&given.channels)).collect();
        described = format!("{described}; {}: {}", whose.join(" by "), words(ladder, crews, sites));
    }
    described
}

/// Bits of a contact's open rungs.
const MOST_RUNGS: usize = 30;

impl Door<'_> {
    pub(super) fn laddered(
        &mut self,
        name: &str,
        staffing: &Staffing,
        crews: &[Crew],
        serves: &[Vec<bool>],
    ) -> Laddered {
        let scenario = self.scenario;
        let channels = scenario.channels.len();
        let groups = scenario.groups.len();
        let base = self.ladder(&staffing.ladder, crews, at!("staffings", name, "ladder"));
        let overrides = self.overrides(name, staffing, crews);
        self.check_overrides(name, &staffing.ladders, &overrides);
        self.check_priorities(name, staffing);
        let sites = scenario.sites.names();
        let mut described = described(staffing, &base, &overrides, crews, &sites);
        let dedicated = staffing.dedicate.as_ref().map(|dedicate| {
            let ladder = self.ladder(&dedicate.ladder, crews, at!("staffings", name, "dedicate", "ladder"));
            self.check_dedicated_ladder(name, &ladder);
            described = format!(
                "{described}; the first {} accounts: {}",
                dedicate.top,
                words(&ladder, crews, &sites)
            );
            ladder
        });
        let last_first = staffing.follow_up_first == file::FollowUpFirst::Last;
        let mut out = Laddered { words: described, owned: vec![false; groups], ..Laddered::default() };
        for group in 0..groups {
            for channel in 0..channels {
                let ladder = chosen(&base, &overrides, group, channel);
                let personal = |rung: &Rung| {
                    rung.message.is_some()
                        || rung.to.iter().any(|to| matches!(to, Target::Owner | Target::Deputy))
                };
                out.owned[group] |= ladder.rungs.iter().any(personal);
                let served_by: Vec<bool> =
                    serves.iter().map(|serves| serves[group * channels + channel]).collect();
                self.check_reach(name, group, channel, ladder, &served_by, crews);
                let (group_name, channel_name) =
                    (scenario.groups.names()[group], scenario.channels.names()[channel]);
                let priority = staffing.priorities.get(group_name).copied().unwrap_or(0.0)
                    + staffing.priorities.get(channel_name).copied().unwrap_or(0.0);
                let call_back = ladder.rungs.iter().find_map(|rung| rung.message?.call_back);
                if self.asked[group * channels + channel] {
                    self.check_call_back(group, call_back);
                    if let Some(back) = call_back {
                        let again = chosen(&base, &overrides, group, usize::from(back));
                        self.check_call_back_ends(name, back, again);
                    }
                }
                out.add(ladder, channel as u8, priority, &served_by, last_first);
            }
        }
        if let Some(ladder) = &dedicated {
            // The same once more for dedicated accounts: as served and with the priority of their groups.
            for row in 0..groups * channels {
                let usual = out.classes[usize::from(out.class_of[row])].clone();
                out.add(ladder, usual.channel, usual.priority, &usual.served_by, last_first);
            }
        }
        out
    }

    /// The ladders of some groups and channels only.
    fn overrides(&mut self, name: &str, staffing: &Staffing, crews: &[Crew]) -> Vec<Override> {
        let scenario = self.scenario;
        let mut overrides = Vec::new();
        for (index, given) in staffing.ladders.iter().enumerate() {
            let at = |key: &str| at!("staffings", name, "ladders", index, key).to_vec();
            let ladder = self.ladder(&given.ladder, crews, &at("ladder"));
            let groups = given.groups.as_ref();
            let groups =
                groups.map(|names| self.find_all(&scenario.groups, "account group", names, &at("groups")));
            let channels = given.channels.as_ref();
            let channels =
                channels.map(|names| self.find_all(&scenario.channels, "channel", names, &at("channels")));
            overrides.push(Override { groups, channels, ladder });
        }
        overrides
    }

    /// The indices of names in a table; a problem for each that is not there.
    fn find_all<T>(&mut self, table: &Table<T>, what: &str, names: &[String], path: &[Step]) -> Vec<usize> {
        let rows = names.iter().enumerate();
        rows.filter_map(|(row, name)| self.find(table, what, name, &[path, at!(row)].concat())).collect()
    }

    /// Priorities are of groups and channels.
    fn check_priorities(&mut self, name: &str, staffing: &Staffing) {
        let scenario = self.scenario;
        for key in staffing.priorities.names() {
            if scenario.groups.index(key).is_none() && scenario.channels.index(key).is_none() {
                let known: Vec<&str> =
                    scenario.groups.names().into_iter().chain(scenario.channels.names()).collect();
                let help = suggestion(key, known);
                let at = at!("staffings", name, "priorities", key);
                self.say(
                    "unknown_name",
                    at,
                    format!("`{key}` is neither a group nor a channel"),
                    "unknown",
                    &help,
                );
            }
        }
    }

    fn ladder(&mut self, given: &[FileRung], crews: &[Crew], path: &[Step]) -> Ladder {
        self.check_length(given, path);
        let mut rungs: Vec<Rung> = Vec::new();
        let mut ended = false;
        for (index, rung) in given.iter().take(MOST_RUNGS).enumerate() {
            let (to, table) = match rung {
                FileRung::To(word) => (vec![word.as_str()], None),
                FileRung::Table(table) => (table.to.words(), Some(table)),
            };
            // At `never` the ladder ends; what stands below is looked at all the same.
            ended |= table.is_some_and(|table| matches!(table.after, Some(When::Never(_))));
            let at = [path, at!(index)].concat();
            let rung = self.rung((&to, table), crews, (&rungs, ended), &at);
            if ended {
                continue;
            }
            if opens_nobody_new(&rungs, &rung) {
                self.note_rung_again(&to, index, path);
            }
            rungs.push(rung);
        }
        Ladder { rungs }
    }

    fn check_length(&mut self, given: &[FileRung], path: &[Step]) {
        if given.is_empty() {
            self.say("empty", path, "a ladder needs at least one rung", "no rung", "ladder = [\"anyone\"]");
        }
        if given.len() > MOST_RUNGS {
            let message = format!("a ladder has at most {MOST_RUNGS} rungs");
            self.say(
                "length",
                path,
                message,
                "too long",
                "name several targets on one rung: { to = [\"owner\", \"team\"] }",
            );
        }
    }

    /// A rung: its targets and the keys of its table, below those above it; the ladder may have ended with them or with it.
    fn rung(
        &mut self,
        (to, table): (&[&str], Option<&RungTable>),
        crews: &[Crew],
        (above, ended): (&[Rung], bool),
        at: &[Step],
    ) -> Rung {
        let opens = match table.and_then(|table| table.after.as_ref()) {
            None | Some(When::Never(_)) => Opens::After(0),
            Some(When::After(law)) => self.opens(law, &[at, at!("after")].concat()),
        };
        if !ended {
            self.check_opens_later(above, &opens, at);
        }
        if above.last().is_some_and(|last| last.message.is_some()) {
            self.say(
                "ladder",
                at,
                "nothing can follow a message",
                "never reached",
                "make message the last rung",
            );
        }
        let message =
            (to == ["message"]).then(|| self.message(table.and_then(|table| table.call_back.as_ref()), at));
        if to.is_empty() {
            self.say("empty", at, "this rung is open to nobody", "nobody", "to = \"anyone\"");
        }
        let targets = if message.is_some() {
            Vec::new()
        } else {
            to.iter().filter_map(|word| self.target(word, crews, at)).collect()
        };
        if message.is_some() && table.is_some_and(|table| table.patience.or(table.balk).is_some()) {
            let help = "leave out patience and balk";
            self.say("ladder", at, "nobody waits for or balks at a message", "a message", help);
        }
        Rung {
            to: targets,
            opens,
            when_idle: table.and_then(|table| table.when_idle).unwrap_or(1),
            absent: match table.map(|table| table.absent) {
                Some(file::Absent::Kept) => Absent::Kept,
                _ => Absent::Passed,
            },
            message,
            patience: table.and_then(|table| table.patience).unwrap_or(1.0),
            balk: table.and_then(|table| table.balk).unwrap_or(0.0),
        }
    }

    /// No rung opens before one above it; where times are drawn, nobody can say.
    fn check_opens_later(&mut self, above: &[Rung], opens: &Opens, at: &[Step]) {
        let given = above.iter().rev().find_map(|rung| rung.opens.given());
        if let (Some(before), Some(after)) = (given, opens.given())
            && after < before
        {
            let message = format!(
                "this rung opens after {}, before one above it ({})",
                format_span(after),
                format_span(before)
            );
            self.say("ladder", at, message, "opens earlier", "opening times must not fall");
        }
    }

    fn opens(&mut self, law: &FileLaw, path: &[Step]) -> Opens {
        match law {
            FileLaw::Constant(Number::Duration(duration)) => return Opens::After(duration.span()),
            FileLaw::Constant(Number::Plain(0.0)) => return Opens::After(0),
            _ => {}
        }
        self.seconds_law(law, path).map_or(Opens::After(0), Opens::Drawn)
    }

    fn message(&mut self, call_back: Option<&CallBack>, path: &[Step]) -> Message {
        let channel = match call_back {
            Some(CallBack::Channel(name)) => {
                let at = [path, at!("call_back")].concat();
                self.find(&self.scenario.channels, "channel", name, &at)
            }
            Some(CallBack::Counted(true)) | None => {
                let help =
                    "name the channel of the call-back, or write call_back = false to only count messages";
                self.say(
                    "missing_key",
                    path,
                    "what follows this message?",
                    "no channel for the call-back",
                    help,
                );
                None
            }
            Some(CallBack::Counted(false)) => None,
        };
        Message { call_back: channel.map(|channel| channel as u8) }
    }

    fn target(&mut self, word: &str, crews: &[Crew], path: &[Step]) -> Option<Target> {
        let scenario = self.scenario;
        Some(match word {
            "owner" => Target::Owner,
            "deputy" => Target::Deputy,
            "team" => Target::Team,
            "site" => Target::Site,
            "anyone" => Target::Anyone,
            "last" => Target::Last,
            _ => match word.split_once(':') {
                Some(("team", name)) => {
                    let found = crews.iter().position(|crew| crew.name == name);
                    if found.is_none() {
                        let names: Vec<&str> = crews.iter().map(|crew| crew.name.as_str()).collect();
                        let help = crate::scenario::problem::suggestion(name, names);
                        self.say(
                            "unknown_name",
                            path,
                            format!("there is no team `{name}`"),
                            "no such team",
                            &help,
                        );
                    }
                    Target::TeamNamed(found? as u16)
                }
                Some(("site", name)) => {
                    Target::SiteNamed(self.find(&scenario.sites, "site", name, path)? as u16)
                }
                _ => {
                    let known = [
                        "owner",
                        "deputy",
                        "team",
                        "team:NAME",
                        "site",
                        "site:NAME",
                        "anyone",
                        "last",
                        "message",
                    ];
                    if word == "message" {
                        let help = "write { to = \"message\", after = … } as the last rung";
                        self.say("ladder", path, "a message is a rung of its own", "not among others", help);
                        return None;
                    }
                    // A team or a site by its bare name.
                    let named = [
                        ("team", crews.iter().any(|crew| crew.name == word)),
                        ("site", scenario.sites.get(word).is_some()),
                    ];
                    let help = match named.iter().find(|(_, is_one)| *is_one) {
                        Some((kind, _)) => format!("write `{kind}:{word}`"),
                        None => crate::scenario::problem::suggestion(word, known),
                    };
                    self.say("word", path, format!("a rung cannot be open to `{word}`"), "not a rung", &help);
                    return None;
                }
            },
        })
    }
}

impl Laddered {
    /// The next row of contacts: their class, and that of their follow-ups.
    fn add(&mut self, ladder: &Ladder, channel: u8, priority: f64, served_by: &[bool], last_first: bool) {
        let class = self.class(ladder, channel, priority, served_by);
        self.class_of.push(class);
        let follow_up = if last_first {
            let last = Rung {
                to: vec![Target::Last],
                opens: Opens::After(0),
                when_idle: 1,
                absent: Absent::Passed,
                message: None,
                patience: 1.0,
                balk: 0.0,
            };
            let rungs = std::iter::once(last).chain(ladder.rungs.iter().cloned()).collect();
            self.class(&Ladder { rungs }, channel, priority, served_by)
        } else {
            class
        };
        self.follow_up_class_of.push(follow_up);
    }

    /// The class of like contacts, made if there is none yet.
    fn class(&mut self, ladder: &Ladder, channel: u8, priority: f64, served_by: &[bool]) -> u16 {
        let ladder = self.ladders.iter().position(|known| known == ladder).unwrap_or_else(|| {
            self.ladders.push(ladder.clone());
            self.ladders.len() - 1
        }) as u16;
        let same = |class: &Class| {
            class.ladder == ladder
                && class.channel == channel
                && class.priority.total_cmp(&priority).is_eq()
                && class.served_by == served_by
        };
        if let Some(found) = self.classes.iter().position(same) {
            return found as u16;
        }
        let class = self.classes.len() as u16;
        let first_line = self.lines.len() as u16;
        let rungs = self.ladders[usize::from(ladder)].rungs.len() as u8;
        self.lines.extend((0..rungs).map(|rung| Line { class, rung }));
        self.classes.push(Class { ladder, channel, priority, served_by: served_by.to_vec(), first_line });
        class
    }
}
