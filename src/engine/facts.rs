//! What events need of lines, classes and entrances: read off model and ladders once.
//!
//! In: a model and a staffing. Out: small tables. Must not know: who waits, who is idle.

use super::waiting::Pools;
use crate::model::{Absent, Class, Clock, Kind, Line, Model, Rung, Staffing, Target};
use crate::time::Span;

/// In whose lists a contact waits that is in a line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Where {
    /// In that of one pool, the same for all contacts.
    Pool(u32),
    /// In that of the account's team.
    Team,
    /// As the targets of the rung say for each contact.
    Targets,
}

/// What a line needs at every event, read off the ladder once.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineFacts {
    pub(super) class: u16,
    pub(super) rung: u8,
    /// Pull class of a contact that is not escalated.
    pub(super) kind: Kind,
    pub(super) when_idle: u32,
    /// Whom it is open to, where that is a single target.
    pub(super) to: Option<Target>,
    /// What happens while all its people are absent.
    pub(super) absent: Absent,
    /// Its timer, shared by all lines that open after the same time on the same clock; in the order of these times.
    pub(super) timer: u16,
    /// When it opens after the contact's arrival, on the channel's clock, unless that is drawn.
    pub(super) after: Option<Span>,
    /// In whose lists its contacts wait.
    pub(super) waits: Where,
    /// Whoever is among its people may take a contact, at any time.
    pub(super) is_plain: bool,
    /// A rung of the ladder lengthens patience: this one may open after the end of what it is before.
    pub(super) patience_may_grow: bool,
}

/// What a contact of a class needs at every event, read off the model once.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClassFacts<'a> {
    pub(super) rungs: &'a [Rung],
    /// Rungs, one bit each, that open when a contact arrives.
    pub(super) at_once: u32,
    /// Those that open after a given time, none of them earlier than those before it.
    pub(super) given: u32,
    /// Those whose time of opening is drawn.
    pub(super) drawn: u32,
    /// Those whose opening does something to the contact: it leaves a message, balks, or is more or less patient.
    pub(super) felt: u32,
    pub(super) first_line: u16,
    pub(super) kind: Kind,
    /// Waits are counted by the wall clock.
    pub(super) by_the_wall: bool,
    /// Takes people off work that may be interrupted.
    pub(super) interrupts: bool,
}

/// What an arriving contact of a (group, channel) needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entrance {
    pub(super) class: u16,
    pub(super) follow_up_class: u16,
    /// Goal time and time until it goes first, on the channel's clock.
    pub(super) goal: Option<(Span, Span)>,
}

/// The lines of a staffing; `admission`: not everybody is admitted to every group.
pub(super) fn line_facts(
    model: &Model,
    staffing: &Staffing,
    admission: bool,
    pools: Pools,
) -> Vec<LineFacts> {
    let timer = |line: &Line| {
        let class = &staffing.classes[usize::from(line.class)];
        let rung = &staffing.ladders[usize::from(class.ladder)].rungs[usize::from(line.rung)];
        let opening = model.channels[usize::from(class.channel)].clock == Clock::Opening;
        // Drawn times are expected one by one.
        rung.opens.given().map_or((0, None), |span| (span, opening.then_some(class.channel)))
    };
    let mut timers: Vec<_> = staffing.lines.iter().map(timer).collect();
    timers.sort_unstable();
    timers.dedup();
    let facts = |line: &Line| {
        let class = &staffing.classes[usize::from(line.class)];
        let rungs = &staffing.ladders[usize::from(class.ladder)].rungs;
        let rung = &rungs[usize::from(line.rung)];
        LineFacts {
            class: line.class,
            rung: line.rung,
            kind: model.channels[usize::from(class.channel)].kind,
            when_idle: rung.when_idle,
            to: if let [target] = rung.to.as_slice() { Some(*target) } else { None },
            absent: rung.absent,
            timer: timers.partition_point(|other| *other < timer(line)) as u16,
            after: rung.opens.given(),
            waits: match rung.to.as_slice() {
                [Target::TeamNamed(team)] => Where::Pool(pools.team(*team)),
                [Target::SiteNamed(site)] => Where::Pool(pools.site(*site)),
                [Target::Anyone] => Where::Pool(pools.everybody()),
                [Target::Team] => Where::Team,
                _ => Where::Targets,
            },
            is_plain: rung.when_idle <= 1 && !admission,
            patience_may_grow: rungs.iter().any(|rung| rung.patience > 1.0),
        }
    };
    staffing.lines.iter().map(facts).collect()
}

/// The classes of a staffing.
pub(super) fn class_facts<'a>(model: &Model, staffing: &'a Staffing) -> Vec<ClassFacts<'a>> {
    let facts = |class: &'a Class| {
        let channel = &model.channels[usize::from(class.channel)];
        let rungs = &staffing.ladders[usize::from(class.ladder)].rungs;
        debug_assert!(
            rungs.iter().filter_map(|rung| rung.opens.given()).is_sorted(),
            "a rung opens no earlier than those above it, unless its time is drawn"
        );
        let those = |is_so: fn(&Rung) -> bool| {
            rungs.iter().enumerate().fold(0, |bits, (index, rung)| bits | (u32::from(is_so(rung)) << index))
        };
        ClassFacts {
            rungs,
            at_once: those(|rung| rung.opens.given() == Some(0)),
            given: those(|rung| rung.opens.given().is_some()),
            drawn: those(|rung| rung.opens.given().is_none()),
            felt: those(|rung| {
                rung.message.is_some() || rung.balk > 0.0 || rung.patience.to_bits() != 1.0_f64.to_bits()
            }),
            first_line: class.first_line,
            kind: channel.kind,
            by_the_wall: channel.clock == Clock::Wall,
            interrupts: channel.kind == Kind::Live && channel.interrupts,
        }
    };
    staffing.classes.iter().map(facts).collect()
}

/// Entrances by group then channel; where accounts are dedicated, theirs behind all the others.
pub(super) fn entrances(model: &Model, staffing: &Staffing) -> Vec<Entrance> {
    let channels = model.channels.len();
    let entrance = |row: usize| {
        let channel = &model.channels[row % channels];
        let goal = channel.goal_time.filter(|_| channel.kind != Kind::Live);
        Entrance {
            class: staffing.class_of[row],
            follow_up_class: staffing.follow_up_class_of[row],
            goal: goal.map(|goal| (goal, goal - channel.escalate)),
        }
    };
    (0..staffing.class_of.len()).map(entrance).collect()
}
