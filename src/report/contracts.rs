//! What a principal pays: staffing × contract, and how each price comes about.
//!
//! In: the records with a scope `contract=…`. Out: text. Must not know: how anything was computed.

use super::style::Style;
use super::table::Table;
use super::words::{MISSING, bare, grouped, with_error, wrapped};
use crate::math::counted;
use crate::metrics::catalogue::{
    BILLED_VOLUME, COST_PER_MONTH, MARGIN, MARGIN_PER_MONTH, PRICE_PAID, PRICE_PER_MONTH, PRICE_PER_REQUEST,
    SERVICE_ADJUSTMENT,
};
use crate::study::record::Results;

/// The matrix, and the parts of every price; a sentence where the scenario has no contracts.
pub(crate) fn prices(results: &Results, style: Style) -> String {
    let provenance = &results.provenance;
    if provenance.contracts.is_empty() {
        let nothing =
            "This scenario has no contracts: [contracts.X] unit = \"hour\", price = 33; see docs/cost.md.";
        return wrapped(nothing, "", 0, style.width);
    }
    let currency = &provenance.currency;
    let mut text = style.heading(&format!("Price per month by contract ({currency})"));
    text.push('\n');
    text.push_str(&style.table(&matrix(results)));
    text.push('\n');
    text.push_str(&style.heading(&format!("What each price is made of ({currency})")));
    text.push('\n');
    text.push_str(&style.table(&parts(results)));
    let note = format!(
        "Volume: units paid for over {}, the minimum included. Bonus or penalty: over these days. Margin: price \
         less cost of production.",
        counted(provenance.days, "day", "days")
    );
    text + &wrapped(&note, "", 0, style.width)
}

fn matrix(results: &Results) -> Table {
    let provenance = &results.provenance;
    let mut heads = vec!["staffing".to_owned(), "production".to_owned()];
    heads.extend(provenance.contracts.iter().cloned());
    let mut table = Table::new(1, heads);
    for staffing in &provenance.staffings {
        let mut row =
            vec![staffing.clone(), with_error(results.figure(staffing, "all", COST_PER_MONTH.name))];
        row.extend(provenance.contracts.iter().map(|contract| {
            with_error(results.figure(staffing, &format!("contract={contract}"), PRICE_PER_MONTH.name))
        }));
        table.row(row);
    }
    table
}

fn parts(results: &Results) -> Table {
    let heads = [
        "staffing",
        "contract",
        "volume",
        "bonus or\npenalty",
        "per\nrequest",
        "margin per\nmonth",
        "margin\n%",
    ];
    let mut table = Table::new(2, heads.map(String::from).to_vec());
    for staffing in &results.provenance.staffings {
        for contract in &results.provenance.contracts {
            let figure = |metric: &str| results.figure(staffing, &format!("contract={contract}"), metric);
            let plain =
                |metric: &str| figure(metric).map_or_else(|| MISSING.into(), |one| bare(one.mean, &one.unit));
            let mean = |metric: &str| figure(metric).and_then(|one| one.mean);
            let volume = mean(BILLED_VOLUME.name).filter(|volume| *volume > 0.0);
            let share = match (mean(MARGIN.name), mean(PRICE_PAID.name)) {
                (Some(margin), Some(price)) if price > 0.0 => grouped(100.0 * margin / price, 1),
                _ => MISSING.into(),
            };
            table.row(vec![
                staffing.clone(),
                contract.clone(),
                volume.map_or_else(|| MISSING.into(), |volume| grouped(volume, 1)),
                plain(SERVICE_ADJUSTMENT.name),
                plain(PRICE_PER_REQUEST.name),
                with_error(figure(MARGIN_PER_MONTH.name)),
                share,
            ]);
        }
    }
    table
}
