-- Flows that are compared already are called by both their names there, too.
update experiments.experiments e set name_ja = f.name_ja, name_en = f.name_en from flows.flows f
  where e.kind = 'flow' and f.brand_id = e.brand_id and f.flow_id::text = e.id;
