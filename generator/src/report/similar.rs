//! "Did you mean".

/// The candidate that looks most like a name that is wrong; `None` if none is close. The first of equally close ones.
///
/// Close means: the same but for case, or at most one edit in three characters.
pub fn similar<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let most = (wanted.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name || candidate.chars().count().abs_diff(name.chars().count()) > most {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_closest() {
        assert_eq!(similar("Pett", ["Dog", "Pets", "Pet", "pets"]), Some("Pets"));
        assert_eq!(similar("nullabel", ["nullable", "null"]), Some("nullable"));
        assert_eq!(similar("PET", ["Pets", "Pet"]), Some("Pet"));
    }

    #[test]
    fn far_ones_are_not_offered() {
        assert_eq!(similar("Pet", ["Order", "User"]), None);
        assert_eq!(similar("id", ["name"]), None);
        assert_eq!(similar("Pet", ["Pet"]), None);
    }
}
