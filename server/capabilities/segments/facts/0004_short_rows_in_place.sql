rename table if exists segment_people_short to segment_people
;
rename table if exists segment_standing_short to segment_standing
