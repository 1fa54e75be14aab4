//! `threshold`: where two staffings tie along a lever.
//!
//! In: arguments, and `[threshold]` of the scenario for what they leave out. Out: results on stdout and in files, or
//! why the question cannot be asked. Must not know: how the two are played, how a tie is found.

use super::arguments::Threshold;
use super::console::Console;
use super::opening::Opened;
use super::{Outcome, progress};
use crate::metrics::catalogue;
use crate::scenario::along::Along;
use crate::scenario::around::Around;
use crate::scenario::file::SweptLever;
use crate::scenario::problem::suggestion;
use crate::study::estimate::CONFIDENCE;
use crate::study::threshold::{Moved, Question, Value, priced, run as run_threshold};

/// Points of a range.
const POINTS: u32 = 12;

pub(crate) fn run(options: &Threshold, console: Console) -> Outcome {
    match found(options, console) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn found(options: &Threshold, console: Console) -> Result<Outcome, Outcome> {
    let opened = Opened::new("threshold", &options.input, &options.output, "-threshold", console)?;
    let question = asked(options, &opened)?;
    opened.make_folder()?;
    let bar = progress::count(console, "looking for the threshold, replications played");
    let interrupt = progress::interruption();
    let results = run_threshold(&question, &|done| bar.inc(done), &interrupt);
    bar.finish_and_clear();
    opened.answered(results, "any value of the lever was finished", &options.output)
}

fn asked<'a>(options: &Threshold, opened: &'a Opened) -> Result<Question<'a>, Outcome> {
    let (names, file) = (&opened.loaded.names, &opened.loaded.file);
    let given = &file.threshold;
    let (lever, values) = range(options, opened)?;
    let between = match (&options.between, &given.between) {
        (Some(two), _) => [opened.staffing("--between", &two[0])?, opened.staffing("--between", &two[1])?],
        (None, Some(two)) => {
            let key = "threshold.between";
            [opened.staffing(key, &two[0])?, opened.staffing(key, &two[1])?]
        }
        (None, None) if names.staffings.len() > 1 => [0, 1],
        (None, None) => return Err(opened.refuse("a threshold is between two staffings, and there is one")),
    };
    if between[0] == between[1] {
        return Err(opened.refuse("a staffing always ties with itself: name two different ones"));
    }
    let metric =
        options.metric.clone().or(given.metric.clone()).unwrap_or(catalogue::COST_PER_MONTH.name.into());
    let contracts = options.contracts.clone().map(|two| [two[0].clone(), two[1].clone()]);
    let contracts = match contracts.or(given.contracts.clone()) {
        None => None,
        Some(two) => {
            let find = |wanted: &str| {
                names.contracts.iter().position(|name| name == wanted).ok_or_else(|| {
                    let help = suggestion(wanted, names.contracts.iter().map(String::as_str));
                    opened.refuse(&format!("there is no contract `{wanted}`; {help}"))
                })
            };
            Some([find(&two[0])?, find(&two[1])?])
        }
    };
    let of_prices = priced(&metric);
    if !of_prices && catalogue::find(&metric).is_none() {
        let help = suggestion(&metric, catalogue::METRICS.iter().map(|metric| metric.name));
        return Err(opened.refuse(&format!("there is no metric `{metric}`; {help}")));
    }
    if of_prices != contracts.is_some() {
        let why = if of_prices {
            format!("{metric} is a price: say under which contracts, --contracts ONE OTHER")
        } else {
            format!("contracts are for metrics of prices, such as price_per_month; {metric} is none")
        };
        return Err(opened.refuse(&why));
    }
    let money = of_prices || catalogue::find(&metric).is_some_and(|metric| metric.unit.is_money());
    let usual = given.sized.unwrap_or(money && !opened.loaded.model.goals.is_empty());
    let sized = (usual || options.sized) && !options.as_they_are;
    let confidence = file.size.confidence.unwrap_or(CONFIDENCE);
    let setting = opened.setting(&options.run);
    let sensitivity = moved(options, opened, &lever)?;
    Ok(Question { setting, lever, values, between, metric, contracts, sized, confidence, sensitivity })
}

/// The levers at whose ends the threshold is looked for again.
fn moved(options: &Threshold, opened: &Opened, lever: &str) -> Result<Vec<Moved>, Outcome> {
    let Some(said) = &options.sensitivity else { return Ok(Vec::new()) };
    let refuse = |why: String| opened.refuse(&format!("--sensitivity: {why}"));
    let mut around = Vec::new();
    for one in said {
        around.push(Around::parse(one).map_err(refuse)?);
    }
    if said.is_empty() {
        let listed = opened.loaded.file.threshold.sensitivity.iter();
        // What is wrong with these was told when the file was loaded.
        around = listed.filter_map(|moved| Around::of(moved).ok()).collect();
        if around.is_empty() {
            let why = "to what? Name levers and how far each may be off, --sensitivity sites.far.hourly_cost=20% \
                       teams.desk.agents=3..9, or [threshold] sensitivity";
            return Err(refuse(why.into()));
        }
    }
    let mut all: Vec<Moved> = Vec::new();
    for one in around {
        if one.touches(lever) {
            let why = format!("the threshold itself moves `{lever}`; name a lever beside it");
            return Err(refuse(why));
        }
        if all.iter().any(|known| known.lever == one.lever) {
            return Err(refuse(format!("`{}` is named twice; leave one of them out", one.lever)));
        }
        let ends = opened.loaded.ends(&one).map_err(refuse)?;
        let ends = ends.map(|end| Value { text: end.text, at: end.at });
        all.push(Moved { lever: one.lever, ends });
    }
    Ok(all)
}

/// The lever and its values: as the command line has them, else as the scenario says.
fn range(options: &Threshold, opened: &Opened) -> Result<(String, Vec<Value>), Outcome> {
    let given = &opened.loaded.file.threshold;
    let along = match &options.lever {
        Some(said) => Along::parse(said).map_err(|why| opened.refuse(&format!("--lever: {why}")))?,
        None if given.from.is_some() || given.to.is_some() => {
            let lever = given.lever.clone().unwrap_or("demand.volume".into());
            let (from, to) = (given.from.clone(), given.to.clone());
            let swept = SweptLever { lever, values: None, from, to, points: None };
            Along::of(&swept).map_err(|(key, why)| opened.refuse(&format!("threshold.{key}: {why}")))?
        }
        None => {
            let why = "which lever, and between which values? Say --lever demand.volume=2000..50000, or [threshold] \
                       from = 2000, to = 50000";
            return Err(opened.refuse(why));
        }
    };
    let points = options.points.or(given.points).unwrap_or(POINTS);
    let axis = along.axis(points).map_err(|why| opened.refuse(&why))?;
    Ok((along.lever, axis.into_iter().map(|(text, at)| Value { text, at }).collect()))
}
