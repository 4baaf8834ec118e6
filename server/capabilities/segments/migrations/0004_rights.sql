-- Roles that brands made before there were segments: who sees customers sees segments, too, and who writes messages to
-- customers makes them. Names and addresses stay hidden from whoever may not see personal data.
update brands.roles set rights = rights || array['segments:read']
  where 'customers:read' = any(rights) and not 'segments:read' = any(rights);
update brands.roles set rights = rights || array['segments:write']
  where 'customers:read' = any(rights) and 'messages:write' = any(rights) and not 'segments:write' = any(rights);
