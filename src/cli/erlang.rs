//! `erlang`: closed forms, and the agents that a goal needs.
//!
//! In: arguments. Out: the closed forms at a number of agents, as text or JSON on stdout. Must not know: scenarios,
//! the formulas themselves.

use std::fmt::Write as _;

use super::Outcome;
use super::arguments::{CheckFormat, Erlang};
use super::console::Console;
use crate::erlang::{
    ErlangA, ErlangC, Goal, agents_needed, agents_needed_blocking, agents_needed_mean_patience, blocking,
};
use crate::time::{format_span, seconds};

/// Share turned away that Erlang B is asked for where none is given: a usual grade of service of trunks.
const MOST_BLOCKED: f64 = 0.02;
/// Share that is to be answered in time where none is given.
const AT_LEAST: f64 = 0.8;

pub(crate) fn run(options: &Erlang, console: Console) -> Outcome {
    let problems = problems(options);
    if !problems.is_empty() {
        for problem in problems {
            console.error(&problem);
        }
        return Outcome::BadInput;
    }
    let figures = Figures::of(options);
    let text = match options.format {
        CheckFormat::Text => figures.text(options),
        CheckFormat::Json => figures.json(),
    };
    console.result(&text);
    Outcome::Done
}

fn problems(options: &Erlang) -> Vec<String> {
    let mut found = Vec::new();
    let mut require = |holds: bool, text: &str| {
        if !holds {
            found.push(text.to_string());
        }
    };
    require(
        options.contacts >= 0.0 && options.contacts.is_finite(),
        "--contacts must be a number of 0 or more",
    );
    require(options.per > 0, "--per must be longer than 0");
    require(options.handle_time > 0, "--handle-time must be longer than 0");
    require(options.within >= 0, "--within must not be negative");
    require(
        options.at_least.is_none_or(|least| (0.0..1.0).contains(&least)),
        "--at-least is a share below 1, such as 0.8",
    );
    require(
        options.max_occupancy.is_none_or(|most| most > 0.0 && most <= 1.0),
        "--max-occupancy is a share, such as 0.85",
    );
    require(
        options.max_abandonment.is_none_or(|most| most > 0.0 && most < 1.0),
        "--max-abandonment is a share, such as 0.05",
    );
    require((0.0..1.0).contains(&options.shrinkage), "--shrinkage is a share below 1, such as 0.3");
    require(options.patience.is_none_or(|patience| patience > 0), "--patience must be longer than 0");
    require(options.agents != Some(0), "--agents must be 1 or more");
    for (goal, is_given) in [
        ("--at-least", options.at_least.is_some()),
        ("--max-occupancy", options.max_occupancy.is_some()),
        ("--max-abandonment", options.max_abandonment.is_some()),
    ] {
        if is_given && options.agents.is_some() {
            found.push(format!(
                "--agents says how many agents there are, and {goal} asks how many it takes: leave one of them out"
            ));
        }
    }
    found
}

/// One closed form at one number of agents: name, value; shares are between 0 and 1, times in seconds.
#[derive(Debug)]
struct Form {
    name: &'static str,
    /// What the fewest agents are to meet.
    goal: String,
    agents: Option<u32>,
    rows: Vec<(&'static str, f64)>,
}

#[derive(Debug)]
struct Figures {
    load: f64,
    forms: Vec<Form>,
}

impl Figures {
    fn of(options: &Erlang) -> Self {
        let rate = options.contacts / seconds(options.per);
        let handle = seconds(options.handle_time);
        let within = seconds(options.within);
        let load = rate * handle;
        let at_least = options.at_least.unwrap_or(AT_LEAST);
        let goal = Goal {
            max_occupancy: options.max_occupancy,
            max_abandonment: options.max_abandonment,
            ..Goal::answered(at_least, within)
        };
        let percent = |share: f64| format!("{} %", (1e6 * share).round() / 1e4);
        let busy =
            options.max_occupancy.map(|most| format!("are busy at most {} of the time", percent(most)));
        let answer = format!("answer {} within {}", percent(at_least), format_span(options.within));
        let lose = options.max_abandonment.map(|most| format!("lose at most {}", percent(most)));
        let all = |of: Vec<Option<String>>| of.into_iter().flatten().collect::<Vec<String>>().join(" and ");
        let mut forms = Vec::new();
        let without = Goal { max_abandonment: None, ..goal };
        let agents = options.agents.or_else(|| agents_needed(rate, handle, &without));
        forms.push(Form {
            name: "Erlang C (nobody gives up)",
            goal: all(vec![Some(answer.clone()), busy.clone()]),
            agents,
            rows: agents.map_or(Vec::new(), |agents| {
                let form = ErlangC::new(rate, handle, agents);
                vec![
                    ("probability_of_waiting", form.wait_probability()),
                    ("service_level", form.service_level(within)),
                    ("mean_wait_s", form.mean_wait()),
                    ("wait_p95_s", form.wait_quantile(0.95)),
                    ("occupancy", form.occupancy()),
                ]
            }),
        });
        if let Some(patience) = options.patience.map(seconds) {
            let needed = || agents_needed_mean_patience(rate, handle, patience, &goal).ok().flatten();
            let agents = options.agents.or_else(needed);
            let form = |agents| ErlangA::new(rate, handle, agents, patience).ok();
            forms.push(Form {
                name: "Erlang A (some give up)",
                goal: all(vec![Some(answer), busy, lose]),
                agents,
                rows: agents.and_then(form).map_or(Vec::new(), |form| {
                    vec![
                        ("probability_of_waiting", form.wait_probability()),
                        ("service_level", form.service_level(within)),
                        ("abandonment", form.abandonment()),
                        ("mean_wait_s", form.mean_wait()),
                        ("mean_wait_answered_s", form.mean_wait_answered()),
                        ("occupancy", form.occupancy()),
                    ]
                }),
            });
        }
        let most = options.max_abandonment.unwrap_or(MOST_BLOCKED);
        let agents = options.agents.or_else(|| agents_needed_blocking(load, most));
        forms.push(Form {
            name: "Erlang B (nobody waits)",
            goal: format!("turn away at most {}", percent(most)),
            agents,
            rows: agents.map_or(Vec::new(), |agents| {
                let blocked = blocking(load, agents);
                vec![("blocking", blocked), ("occupancy", load * (1.0 - blocked) / f64::from(agents))]
            }),
        });
        if load <= 0.0 {
            // Of no contacts there are no shares and no waits.
            for form in &mut forms {
                form.rows.clear();
            }
        }
        Self { load, forms }
    }

    fn text(&self, options: &Erlang) -> String {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "{} contacts per {}, handle time {}: a load of {:.2} erlangs.",
            options.contacts,
            format_span(options.per),
            format_span(options.handle_time),
            self.load
        );
        for form in &self.forms {
            let Some(agents) = form.agents else {
                let _ = writeln!(
                    text,
                    "\n{}: no number of agents up to a million would {}.",
                    form.name, form.goal
                );
                continue;
            };
            let chosen = if options.agents.is_some() {
                "as asked".into()
            } else {
                format!("the fewest that {}", form.goal)
            };
            let people = if agents == 1 { "agent" } else { "agents" };
            let heads = (f64::from(agents) / (1.0 - options.shrinkage)).ceil();
            let _ = writeln!(text, "\n{}: {agents} {people}, {chosen}", form.name);
            if options.shrinkage > 0.0 {
                let _ =
                    writeln!(text, "  heads at {:.0} % shrinkage   {heads:>8.0}", 100.0 * options.shrinkage);
            }
            if self.load <= 0.0 {
                text.push_str("  no contacts, so that nobody waits and nobody is busy\n");
            }
            for (name, value) in &form.rows {
                let (label, shown) = match name.strip_suffix("_s") {
                    Some(name) if value.is_infinite() => (name, "without end".to_owned()),
                    Some(name) => (name, format!("{value:.2} s")),
                    None => (*name, format!("{:.2} %", 100.0 * value)),
                };
                let label = match label {
                    "service_level" => format!("answered within {}", format_span(options.within)),
                    label => label.replace('_', " "),
                };
                let _ = writeln!(text, "  {label:<25}{shown:>12}");
            }
        }
        text
    }

    fn json(&self) -> String {
        let forms: Vec<serde_json::Value> = self
            .forms
            .iter()
            .map(|form| {
                let rows = form.rows.iter().map(|(name, value)| {
                    let value = if value.is_finite() { (*value).into() } else { serde_json::Value::Null };
                    ((*name).to_string(), value)
                });
                let rows: serde_json::Map<String, serde_json::Value> = rows.collect();
                serde_json::json!({ "form": form.name, "agents": form.agents, "figures": rows })
            })
            .collect();
        let document = serde_json::json!({ "load_erlangs": self.load, "forms": forms });
        format!("{document:#}\n")
    }
}
