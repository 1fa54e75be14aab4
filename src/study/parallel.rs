//! Threads: the one file that knows them.
//!
//! Units go over the threads and come back in order; units that would leave threads idle (all of them where
//! they are fewer than the threads, else the last few) are split by staffing. Neither moves a byte of the
//! result: every draw is keyed, and parts are handed on in the order of replications.
//! In: which replications. Out: parts, in order. Must not know: what is made of them.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::unit;
use crate::metrics::Part;
use crate::model::Model;
use crate::random::mix;
use crate::scenario::redraw::Redraw;

/// What to run.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its seed.
    pub seed: u64,
    /// Threads; 0 = all cores.
    pub threads: usize,
    /// How to draw another desk for each replication; `None` is the same desk in all.
    pub redraw: Option<&'a Redraw>,
    /// Raised to stop after the units in hand.
    pub interrupt: &'a AtomicBool,
}

/// What comes of each number below `count`, in order, on all cores.
pub(super) fn in_order<T: Send>(count: u32, make: impl Fn(u32) -> T + Sync + Send) -> Vec<T> {
    (0..count).into_par_iter().map(make).collect()
}

/// A replication, and which of its staffings.
type Task = (u32, Vec<usize>);

impl Run<'_> {
    /// Plays replications `from..to` and hands each one's parts (one per staffing) on, in order, as soon as
    /// it is whole and those before it are. Returns the number handed on: fewer than asked after an
    /// interruption, which keeps what is finished.
    pub fn each(
        &self,
        from: u32,
        to: u32,
        tick: &(dyn Fn(u64) + Sync),
        take: impl FnMut(u32, Vec<Part>) + Send,
    ) -> u32 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build();
        let threads = pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads);
        let tasks = self.tasks(from, to, threads as u32);
        let next = AtomicUsize::new(0);
        let line = Mutex::new(Line::new(self.model.staffings.len(), take));
        let work = || {
            while !self.interrupt.load(Ordering::SeqCst) {
                let index = next.fetch_add(1, Ordering::SeqCst);
                let Some((replication, staffings)) = tasks.get(index) else { break };
                let parts = self.play(u64::from(*replication), staffings);
                tick(staffings.len() as u64);
                let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
                line.hand_in(index, *replication, parts);
            }
        };
        match &pool {
            Ok(pool) => pool.scope(|scope| (0..threads).for_each(|_| scope.spawn(|_| work()))),
            // No threads to be had: one after the other.
            Err(_) => work(),
        }
        line.into_inner().unwrap_or_else(PoisonError::into_inner).done
    }

    fn play(&self, replication: u64, staffings: &[usize]) -> Vec<Part> {
        let redrawn = self.redraw.and_then(|redraw| redraw.model(mix(self.seed, replication)));
        match &redrawn {
            Some(model) => unit::play(model, self.seed, replication, staffings),
            None => unit::play(self.model, self.seed, replication, staffings),
        }
    }

    /// In the order of (replication, staffing): whole replications, then those cut up.
    fn tasks(&self, from: u32, to: u32, threads: u32) -> Vec<Task> {
        let all: Vec<usize> = (0..self.model.staffings.len()).collect();
        let cut_from = to - to.saturating_sub(from) % threads.max(1);
        let whole = (from..cut_from).map(|replication| (replication, all.clone()));
        let cut = (cut_from..to)
            .flat_map(|replication| (0..all.len()).map(move |staffing| (replication, vec![staffing])));
        whole.chain(cut).collect()
    }
}

/// Parts that wait until those before them are there.
struct Line<T> {
    staffings: usize,
    take: T,
    next: usize,
    waiting: BTreeMap<usize, (u32, Vec<Part>)>,
    whole: Vec<Part>,
    done: u32,
}

impl<T: FnMut(u32, Vec<Part>)> Line<T> {
    fn new(staffings: usize, take: T) -> Self {
        Self { staffings, take, next: 0, waiting: BTreeMap::new(), whole: Vec::new(), done: 0 }
    }

    fn hand_in(&mut self, index: usize, replication: u32, parts: Vec<Part>) {
        self.waiting.insert(index, (replication, parts));
        while let Some((replication, parts)) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.whole.extend(parts);
            if self.whole.len() == self.staffings {
                (self.take)(replication, std::mem::take(&mut self.whole));
                self.done += 1;
            }
        }
    }
}
