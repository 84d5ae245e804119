//! The files of others: areas (GeoJSON, KML, ED-318, ED-269, OpenAir) and plans (GeoJSON, KML, QGroundControl).
