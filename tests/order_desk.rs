//! The order desk of `scenarios/`, for some days through the engine.

use portflow::demand::day::Demand;
use portflow::engine::ports::{Observer, Stretch};
use portflow::model::Model;
use portflow::random::Streams;
use portflow::routing;
use portflow::scenario::{Loaded, load_text};
use portflow::time::Moment;
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;

const ORDER_DESK: &str = include_str!("../scenarios/order-desk.toml");

fn order_desk(sets: &[&str]) -> Loaded {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    load_text("order-desk.toml", ORDER_DESK, &sets, &|_| Err("no such file".into()))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

#[derive(Default)]
struct Times {
    busy: Moment,
    on_duty: Moment,
}

impl Observer for Times {
    fn time(&mut self, _: u32, what: Stretch, _: u8, from: Moment, to: Moment) {
        match what {
            Stretch::Busy => self.busy += to - from,
            Stretch::OnDuty | Stretch::Overtime => self.on_duty += to - from,
            Stretch::Idle => {}
        }
    }
}

fn play(model: &Model, staffing: usize, replication: u64, observer: &mut impl Observer) {
    let streams = Streams::new(1, replication);
    let tenures = Tenures::default();
    let presence = Presence::draw(model, &streams);
    let mut demand = Demand::new(model, streams);
    let mut engine = routing::play(model, staffing, &presence, &tenures, observer);
    for day in 0..model.calendar.days {
        engine.advance(day, demand.draw(day));
    }
    engine.finish();
}

#[test]
fn flow_at_the_order_desk_runs_at_three_quarters() {
    let Loaded { model, names, .. } = order_desk(&[]);
    let flow = names.staffings.iter().position(|name| name == "flow").expect("it is there");
    let mut times = Times::default();
    (0..4).for_each(|replication| play(&model, flow, replication, &mut times));
    let occupancy = times.busy as f64 / times.on_duty as f64;
    assert!((occupancy - 0.75).abs() < 0.03, "{occupancy}");
}
