//! Trends of W1 to W3: the limit kernels and the product, by criterion, with a short measuring time.
//!
//! `cargo bench --bench workloads`. For ratios, which a busy machine disturbs less, see the bench `ratios`.

#[expect(dead_code, reason = "figures are for the other bench and the tests")]
mod limit;
mod product;
#[expect(dead_code, reason = "exact values are for the other bench")]
mod workload_models;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use limit::{System, by_queue, by_recursion, chance::three_exponentials};
use portflow::metrics::Ledger;
use portflow::metrics::part::Slice;
use portflow::random::Streams;
use product::Tally;
use workload_models::Workload;

/// Contacts of one timed pass through a kernel; the product plays whole days of about as many.
const CONTACTS: u32 = 100_000;
const SEED: u64 = 1;

fn one(criterion: &mut Criterion, workload: &Workload, system: &System) {
    let mut group = criterion.benchmark_group(workload.name);
    group.sample_size(10).warm_up_time(Duration::from_millis(200));
    group.measurement_time(Duration::from_secs(1));

    let contacts = u64::from(CONTACTS);
    group.throughput(Throughput::Elements(contacts));
    group.bench_function("three exponentials", |timer| {
        timer.iter(|| three_exponentials(black_box(SEED), contacts));
    });
    group.bench_function("recursion", |timer| {
        timer.iter(|| by_recursion(system, black_box(SEED), contacts));
    });
    group.bench_function("queue", |timer| {
        timer.iter(|| by_queue(system, black_box(SEED), contacts));
    });

    let model = workload.model(workload.days(CONTACTS), 0);
    group.throughput(Throughput::Elements(product::draw(&model, SEED)));
    group.bench_function("drawing", |timer| {
        timer.iter(|| product::draw(&model, black_box(SEED)));
    });
    group.bench_function("engine", |timer| {
        timer.iter(|| {
            let mut tally = Tally::default();
            product::play(&model, black_box(SEED), &mut tally);
            tally.shares()
        });
    });
    group.bench_function("full statistics", |timer| {
        timer.iter(|| {
            let mut ledger = Ledger::new(&model, 0, Streams::new(SEED, 0));
            product::play(&model, black_box(SEED), &mut ledger);
            product::shares(&ledger.finish().counts(Slice::default()))
        });
    });
    group.finish();
}

fn workloads(criterion: &mut Criterion) {
    one(criterion, &Workload::W1, &System::W1);
    one(criterion, &Workload::W2, &System::W2);
    one(criterion, &Workload::W3D, &System::W3D);
    one(criterion, &Workload::W3P, &System::W2);
}

criterion_group!(benches, workloads);
criterion_main!(benches);
