drop table if exists segment_people
;
drop table if exists segment_standing
