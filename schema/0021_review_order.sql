-- The queue of pairs begins with the likeliest; among a million people it is not sorted for each page.
create index review_pair_weight on review_pair (weight desc, id);
