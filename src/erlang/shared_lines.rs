//! Several groups with own agents and one common limit of lines.
//!
//! In: groups and lines. Out: blocking, and waits by group. Must not know: patience, overflow between groups.
//!
//! Without overflow and abandonment the steady state is the product of the groups' own, cut at the limit, so sums over it are convolutions.

use super::lines::state_weights;
use crate::math::incomplete_gamma_upper;

/// One group: who is served by its own agents only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineGroup {
    /// Contacts per unit of time.
    pub arrival_rate: f64,
    /// Mean handle time.
    pub mean_handle: f64,
    /// Agents of this group.
    pub agents: u32,
}

/// Groups that share lines; a contact of any group is blocked where all lines are taken.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedLines {
    groups: Vec<LineGroup>,
    blocking: f64,
    /// By group: probability of 0, 1, … contacts of the group, as seen by those that enter.
    seen: Vec<Vec<f64>>,
}

impl SharedLines {
    /// The system in steady state.
    pub fn new(groups: Vec<LineGroup>, lines: u32) -> Self {
        let own: Vec<Vec<f64>> = groups
            .iter()
            .map(|group| {
                normalised(state_weights(group.arrival_rate, group.mean_handle, group.agents, lines, 0.0))
            })
            .collect();
        let all = own.iter().fold(nothing(lines), |sum, group| convolve(&sum, group));
        let total: f64 = all.iter().sum();
        let blocking = all.last().copied().unwrap_or(0.0) / total;
        let seen = (0..groups.len())
            .map(|this| {
                let others = own.iter().enumerate().filter(|&(at, _)| at != this);
                let others = others.fold(nothing(lines), |sum, (_, group)| convolve(&sum, group));
                // With j of this group, the others may hold at most lines − 1 − j for one more to enter.
                let mut room: Vec<f64> = Vec::with_capacity(others.len());
                let mut sum = 0.0;
                for weight in &others[..lines as usize] {
                    sum += weight;
                    room.push(sum);
                }
                normalised(
                    own[this].iter().zip(room.iter().rev()).map(|(weight, room)| weight * room).collect(),
                )
            })
            .collect();
        Self { groups, blocking, seen }
    }

    /// Share of offered contacts, the same in every group, that find all lines taken.
    pub fn blocking(&self) -> f64 {
        self.blocking
    }

    /// P(wait > limit) of contacts of a group that enter.
    pub fn late(&self, group: usize, limit: f64) -> f64 {
        let LineGroup { mean_handle, agents, .. } = self.groups[group];
        let steps = f64::from(agents) / mean_handle * limit;
        self.waiting_states(group)
            .map(|(probability, ahead)| probability * incomplete_gamma_upper(ahead + 1.0, steps))
            .sum()
    }

    /// P(wait > 0) of contacts of a group that enter.
    pub fn wait_probability(&self, group: usize) -> f64 {
        self.waiting_states(group).map(|(probability, _)| probability).sum()
    }

    /// Mean wait of contacts of a group that enter.
    pub fn mean_wait(&self, group: usize) -> f64 {
        let LineGroup { mean_handle, agents, .. } = self.groups[group];
        let step = mean_handle / f64::from(agents);
        self.waiting_states(group).map(|(probability, ahead)| probability * (ahead + 1.0) * step).sum()
    }

    /// Where an entering contact must wait: the probability, and how many wait before it.
    fn waiting_states(&self, group: usize) -> impl Iterator<Item = (f64, f64)> + '_ {
        let agents = self.groups[group].agents as usize;
        self.seen[group]
            .iter()
            .skip(agents)
            .zip(0_u32..)
            .map(|(&probability, ahead)| (probability, f64::from(ahead)))
    }
}

/// No contact, for certain.
fn nothing(lines: u32) -> Vec<f64> {
    let mut weights = vec![0.0; lines as usize + 1];
    weights[0] = 1.0;
    weights
}

fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= total;
    }
    weights
}

/// The weights of sums, cut at the common length.
fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    (0..a.len()).map(|sum| (0..=sum).map(|part| a[part] * b[sum - part]).sum()).collect()
}
