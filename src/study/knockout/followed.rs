//! Service day by day around the departure of those most missed, and when it is back.
//!
//! In: pairs by day. Out: [`Record`]s. Must not know: who is missed most.

use super::Cover;
use super::answer::Answer;
use crate::metrics::catalogue;
use crate::study::ends::Ends;
use crate::study::estimate::{CONFIDENCE, Estimate, difference, paired, ratio};
use crate::study::record::Record;
use crate::study::recovery::recovery;
use crate::study::simultaneous::family;
use crate::study::verdict;

impl Answer<'_> {
    pub(super) fn followed(&self, records: &mut Vec<Record>) {
        let Some(days) = self.question.days.clone() else { return };
        let level = &catalogue::SERVICE_LEVEL;
        let first = self.model.calendar.warm_up_days;
        let singles = &self.collected.singles;
        for (index, place) in self.collected.followed.iter().enumerate() {
            let (as_it_is, without) = (&self.collected.by_day[0], &self.collected.by_day[index + 1]);
            // Days without any contact say nothing.
            let (open, found): (Vec<usize>, Vec<(f64, Vec<f64>)>) = (0..as_it_is.len())
                .filter_map(|day| Some((day, paired(&without[day], &as_it_is[day])?)))
                .unzip();
            let estimates: Vec<(f64, &[f64])> =
                found.iter().map(|(mean, all)| (*mean, all.as_slice())).collect();
            let agent = self.agent(&[*place]);
            let label = format!("days/{agent}");
            let multiple = family(&label, &estimates, self.question.setting.seed, CONFIDENCE).multiple;
            let mut curve: Vec<(f64, Estimate)> = Vec::with_capacity(open.len());
            for day in open {
                let Some(apart) = difference(&without[day], &as_it_is[day], CONFIDENCE) else {
                    continue;
                };
                let apart = apart.within(multiple);
                let at = f64::from(first) + day as f64 - f64::from(days.start);
                curve.push((at, apart.by));
                let value = ratio(&without[day], CONFIDENCE);
                let mut record = self.record(&catalogue::SERVICE_LEVEL_BY_DAY, &agent, value, singles);
                record.at = Some(at);
                record.point = self.point(&[*place]);
                record.baseline = self.staffing().into();
                Ends::of(&record.unit).tell(&mut record, &apart);
                record.verdict = Some(verdict::of_difference(&apart.by, level.margin, level.direction, true));
                records.push(record.finite());
            }
            let mut record = self.plain(&catalogue::DAYS_TO_RECOVER, &agent, 0.0);
            record.point = self.point(&[*place]);
            let end = curve.last().map_or(0.0, |(at, _)| *at);
            // Who is replaced, or away to the end, does not come back.
            let comes_back = self.question.cover != Cover::Replace && days.end < self.model.calendar.days;
            let back = if comes_back { f64::from(days.end - days.start) } else { 0.0 };
            recovery(&curve, (back, end), level.margin, level.direction).write(&mut record);
            records.push(record);
        }
    }
}
