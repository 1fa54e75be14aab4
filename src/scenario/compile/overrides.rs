//! Ladders for some groups and channels, and which of them a contact has.
//!
//! In: ladders by group and channel. Out: that of one; what is wrong where the file alone cannot say which. Must not know:
//! what a ladder leads to.

use super::{Door, at};
use crate::model::Ladder;
use crate::scenario::file::LadderOverride;
use crate::scenario::problem::{Problem, Step};

/// A ladder for some groups and channels; `None` is all.
pub(super) struct Override {
    pub(super) groups: Option<Vec<usize>>,
    pub(super) channels: Option<Vec<usize>>,
    pub(super) ladder: Ladder,
}

impl Override {
    fn fits(&self, group: usize, channel: usize) -> bool {
        let has = |wanted: &Option<Vec<usize>>, index| wanted.as_ref().is_none_or(|all| all.contains(&index));
        has(&self.groups, group) && has(&self.channels, channel)
    }

    /// Group and channel go before group, and that before channel.
    fn rank(&self) -> u8 {
        2 * u8::from(self.groups.is_some()) + u8::from(self.channels.is_some())
    }
}

/// The most specific of those for a group and channel: where two are equally so, each of them, in the file's order.
fn most_specific(overrides: &[Override], group: usize, channel: usize) -> Vec<usize> {
    let fits = |index: &usize| overrides[*index].fits(group, channel);
    let fitting: Vec<usize> = (0..overrides.len()).filter(fits).collect();
    let highest = fitting.iter().map(|index| overrides[*index].rank()).max();
    fitting.into_iter().filter(|index| Some(overrides[*index].rank()) == highest).collect()
}

/// The ladder of a group and channel.
pub(super) fn chosen<'l>(
    base: &'l Ladder,
    overrides: &'l [Override],
    group: usize,
    channel: usize,
) -> &'l Ladder {
    most_specific(overrides, group, channel).first().map_or(base, |first| &overrides[*first].ladder)
}

impl Door<'_> {
    /// Nothing may hang on the order of the file: a group and channel has one ladder that is the most specific.
    pub(super) fn check_overrides(&mut self, name: &str, given: &[LadderOverride], overrides: &[Override]) {
        let scenario = self.scenario;
        let (groups, channels) = (scenario.groups.names(), scenario.channels.names());
        let mut told = Vec::new();
        for (group, channel) in
            (0..groups.len()).flat_map(|group| (0..channels.len()).map(move |channel| (group, channel)))
        {
            let equal = most_specific(overrides, group, channel);
            let Some((first, others)) = equal.split_first() else { continue };
            for other in others {
                // Of the same two, one group and channel is enough.
                if told.contains(&(*first, *other)) {
                    continue;
                }
                told.push((*first, *other));
                let place = |index: usize| {
                    let at = |key: &str| at!("staffings", name, "ladders", index, key).to_vec();
                    let row = |names: &Option<Vec<String>>, wanted: &str| {
                        names.as_ref()?.iter().position(|name| name == wanted)
                    };
                    let of_group = row(&given[index].groups, groups[group]).map(|row| ("groups", row));
                    let of_channel =
                        row(&given[index].channels, channels[channel]).map(|row| ("channels", row));
                    of_group.or(of_channel).map_or_else(
                        || at("ladder"),
                        |(key, row)| [&at(key)[..], &[Step::from(row)]].concat(),
                    )
                };
                let by = overrides[*other].rank();
                let whose = match (by >= 2, by % 2 == 1) {
                    (true, true) => format!("group `{}` by `{}`", groups[group], channels[channel]),
                    (true, false) => format!("group `{}`", groups[group]),
                    (false, true) => format!("channel `{}`", channels[channel]),
                    (false, false) => "all groups and channels".into(),
                };
                let message = format!("staffing `{name}` has another ladder for {whose} already");
                let help = "leave one of them out, or name other groups or channels: the most specific ladder wins, and these are \
                            equally so";
                let problem = Problem::new("twice", &place(*other), message, "again").help(help);
                self.problems.push(problem.after(place(*first)));
            }
        }
    }
}
