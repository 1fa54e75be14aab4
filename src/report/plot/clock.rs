//! Times of day on an axis: evenly spaced from the first to the last, those without figures too.
//!
//! In: the times of records. Out: the times of the axis. Must not know: what is drawn over them.

/// Every time of day from the first to the last, at the least distance between two of them: hours that are closed in between
/// have their room, and a line over them is seen to break. What is no time of day stays as it is.
pub(crate) fn axis<'a>(times: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut times: Vec<&str> = times.collect();
    times.sort_unstable();
    times.dedup();
    let minutes: Option<Vec<u32>> = times.iter().map(|time| minutes(time)).collect();
    let step = |minutes: &Vec<u32>| minutes.windows(2).map(|pair| pair[1] - pair[0]).min();
    match minutes.as_ref().and_then(|minutes| Some((minutes, step(minutes)?))) {
        Some((minutes, step)) => (minutes[0]..=minutes[minutes.len() - 1])
            .step_by(step as usize)
            .map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60))
            .collect(),
        None => times.into_iter().map(String::from).collect(),
    }
}

/// `09:30` in minutes after midnight.
fn minutes(time: &str) -> Option<u32> {
    let (hours, minutes) = time.split_once(':')?;
    Some(60 * hours.parse::<u32>().ok()? + minutes.parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::axis;

    #[test]
    fn closed_hours_have_their_room() {
        let closed = axis(["00:00", "00:30", "13:00", "12:00", "12:30", "00:30"].into_iter());
        assert_eq!(closed.len(), 27, "{closed:?}");
        assert_eq!(
            (closed[1].as_str(), closed[2].as_str(), closed[26].as_str()),
            ("00:30", "01:00", "13:00")
        );
        assert_eq!(axis(["b", "a"].into_iter()), ["a", "b"]);
        assert_eq!(axis(["08:00"].into_iter()), ["08:00"]);
    }
}
