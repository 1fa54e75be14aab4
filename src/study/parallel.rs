//! Threads: the one file that knows them.
//!
//! Units go over the threads and come back in order; where there are fewer units than threads, a unit is
//! split by staffing. Neither moves a byte of the result: every draw is keyed, and parts are handed on in
//! the order of replications. In: which replications. Out: parts, in order. Must not know: what is made of them.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::unit;
use crate::metrics::Part;
use crate::model::Model;

/// What to run.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its seed.
    pub seed: u64,
    /// Threads; 0 = all cores.
    pub threads: usize,
    /// Raised to stop after the units in hand.
    pub interrupt: &'a AtomicBool,
}

impl Run<'_> {
    /// Plays replications `from..to` and hands each one's parts (one per staffing) on, in order, with
    /// memory for one batch. Returns the number handed on: fewer than asked after an interruption.
    pub fn each(
        &self,
        from: u32,
        to: u32,
        tick: &(dyn Fn(u64) + Sync),
        mut take: impl FnMut(u32, Vec<Part>),
    ) -> u32 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build();
        let threads = pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads);
        let all: Vec<usize> = (0..self.model.staffings.len()).collect();
        let batch = (threads as u32 * 4).max(1);
        let mut done = from;
        while done < to && !self.interrupt.load(Ordering::SeqCst) {
            let until = (done + batch).min(to);
            // Tasks in the order of (replication, staffing): many whole replications, or few cut up.
            let split = ((until - done) as usize) < threads;
            let tasks: Vec<(u32, Vec<usize>)> = (done..until)
                .flat_map(|replication| {
                    let pieces =
                        if split { all.iter().map(|one| vec![*one]).collect() } else { vec![all.clone()] };
                    pieces.into_iter().map(move |staffings| (replication, staffings))
                })
                .collect();
            let play = |(replication, staffings): &(u32, Vec<usize>)| {
                if self.interrupt.load(Ordering::SeqCst) {
                    return None;
                }
                let parts = unit::play(self.model, self.seed, u64::from(*replication), staffings);
                tick(staffings.len() as u64);
                Some(parts)
            };
            let results: Vec<Option<Vec<Part>>> = match &pool {
                Ok(pool) => pool.install(|| tasks.par_iter().map(play).collect()),
                // No threads to be had: one after the other.
                Err(_) => tasks.iter().map(play).collect(),
            };
            let mut whole = Vec::with_capacity(all.len());
            for ((replication, _), parts) in tasks.iter().zip(results) {
                let Some(parts) = parts else { return done - from };
                whole.extend(parts);
                if whole.len() == all.len() {
                    take(*replication, std::mem::take(&mut whole));
                    done = replication + 1;
                }
            }
        }
        done - from
    }
}
